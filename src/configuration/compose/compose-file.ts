import { readEnvFile } from '../environment/env-file.ts';
import { folderOf } from '../paths.ts';
import type { Reading } from '../reading.ts';
import { wholeFile } from '../text/source-text.ts';
import type { DefinitionsGap } from '../types.ts';
import { noVariables, variablesByName, type Variables } from '../variables.ts';
import { entriesOf, entryOf, rootsOf, type YamlEntry, type YamlNode } from '../yaml/nodes.ts';
import { parseYaml, type YamlText } from '../yaml/parse.ts';

/** A compose file with what fills its placeholders. */
export interface ComposeFile {
  readonly path: string;
  readonly yaml: YamlText;
  /** Its one document; null: empty. */
  readonly root: YamlNode | null;
  /** From the `.env` beside it. */
  readonly variables: Variables;
  /** Why it may say more than can be read: itself or the `.env` refused, or a line of that. */
  readonly gaps: readonly DefinitionsGap[];
}

/** null: there is no such file. A file that is not quite YAML is read as far as possible; a refused one is empty. */
export async function readComposeFile(reading: Reading, path: string): Promise<ComposeFile | null> {
  const found = await reading.file(path);
  if (found.state === 'absent') return null;
  const yaml = parseYaml(wholeFile(path, found.state === 'text' ? found.text : ''));
  const root = rootsOf(yaml)[0] ?? null;
  // Only a file with services has placeholders that matter.
  const hasServices = root !== null && entryOf(root, 'services') !== null;
  const env = `${folderOf(path)}.env`;
  const gaps = found.state === 'refused' ? [notRead(path)] : hasServices ? await envGaps(reading, env) : [];
  return { path, yaml, root, variables: hasServices ? await readDotEnv(reading, env) : noVariables, gaps };
}

/** Compose does not start with a `.env` that it cannot read. */
async function envGaps(reading: Reading, path: string): Promise<readonly DefinitionsGap[]> {
  const found = await reading.file(path);
  if (found.state === 'absent') return [];
  const whole =
    found.state === 'text' && readEnvFile(path, found.text, { variables: noVariables, raw: false }).whole;
  return whole ? [] : [notRead(path)];
}

/** Something in a file is out of sight. */
export function notRead(path: string): DefinitionsGap {
  return { reason: 'file-not-read', detail: path };
}

export function servicesOf(file: ComposeFile): readonly YamlEntry[] {
  const services = file.root === null ? null : entryOf(file.root, 'services');
  return services === null ? [] : entriesOf(services.value);
}

/** The variables of a `.env` file; none where there is no such file. */
export async function readDotEnv(reading: Reading, path: string): Promise<Variables> {
  const text = await reading.text(path);
  if (text === null) return noVariables;
  return variablesByName(readEnvFile(path, text, { variables: noVariables, raw: false }).variables);
}
