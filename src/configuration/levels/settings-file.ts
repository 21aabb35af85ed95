import { parseTree, type Node, type ParseError } from 'jsonc-parser';
import type { FileReading } from '../reading.ts';
import { wholeFile, type SourceText } from '../text/source-text.ts';
import { tooDeepJson } from '../text/nesting.ts';
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

/** What the folder's settings say of its managers. */
export interface ManagersOfFolder {
  /** null: nothing. */
  readonly setting: ManagersSetting | null;
  /** Whether the file is there and was not read, so that nobody knows. */
  readonly unread: boolean;
}

/** The folder's setting. Comments and trailing commas are VS Code's own, and no faults. */
export async function readManagersSetting(reading: FileReading): Promise<ManagersOfFolder> {
  const found = await reading.file(settingsFile);
  if (found.state !== 'text') {
    return { setting: null, unread: found.state === 'refused' && found.reason !== 'outside' };
  }
  const { text } = found;
  const tooDeepAt = tooDeepJson(text);
  if (tooDeepAt !== null) {
    const range = { start: tooDeepAt, end: tooDeepAt + 1 };
    reading.report({
      code: 'too-large',
      severity: 'warning',
      file: settingsFile,
      range,
      data: { what: 'file' },
    });
    return { setting: null, unread: true };
  }
  return { setting: settingIn(text), unread: false };
}

function settingIn(text: string): ManagersSetting | null {
  const errors: ParseError[] = [];
  // A BOM is no part of JSON, but offsets count it.
  const root = parseTree(text.replace(/^\uFEFF/, ' '), errors, { allowTrailingComma: true });
  const property =
    root === undefined ? undefined : propertiesOf(root).findLast(({ key }) => key === managersSetting);
  if (property === undefined) return null;
  return { source: wholeFile(settingsFile, text), value: property.value, partial: errors.length > 0 };
}
