import { parseTree, type Node, type ParseError } from 'jsonc-parser';
import type { Reading } from '../reading.ts';
import { wholeFile, type SourceText } from '../text/source-text.ts';
import { propertiesOf } from './json-settings.ts';

/** Where VS Code keeps a folder's settings; the command line reads the same file. */
const settingsFile = '.vscode/settings.json';

/** The setting that names the managers of tenants and namespaces, which no file of Kestra's does. */
export const managersSetting = 'kestraSecrets.secretManagers';

export interface ManagersSetting {
  readonly source: SourceText;
  /** null: it has no value yet. */
  readonly value: Node | null;
  /** Whether the file is no whole JSON: what could be read of it may be another thing than what is meant. */
  readonly partial: boolean;
}

/** The folder's setting; null: there is none. Comments and trailing commas are VS Code's own, and no faults. */
export async function readManagersSetting(reading: Reading): Promise<ManagersSetting | null> {
  const text = await reading.text(settingsFile);
  if (text === null) return null;
  const errors: ParseError[] = [];
  // A BOM is no part of JSON, but offsets count it.
  const root = parseTree(text.replace(/^\uFEFF/, ' '), errors, { allowTrailingComma: true });
  const property =
    root === undefined ? undefined : propertiesOf(root).findLast(({ key }) => key === managersSetting);
  if (property === undefined) return null;
  return { source: wholeFile(settingsFile, text), value: property.value, partial: errors.length > 0 };
}
