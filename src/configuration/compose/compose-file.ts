import { readEnvFile } from '../environment/env-file.ts';
import { folderOf } from '../paths.ts';
import type { Reading } from '../reading.ts';
import { wholeFile } from '../text/source-text.ts';
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
}

/** null: there is no such file. A file that is not quite YAML is read as far as possible. */
export async function readComposeFile(reading: Reading, path: string): Promise<ComposeFile | null> {
  const text = await reading.text(path);
  if (text === null) return null;
  const yaml = parseYaml(wholeFile(path, text));
  const root = rootsOf(yaml)[0] ?? null;
  // Only a file with services has placeholders that matter.
  const variables =
    root === null || entryOf(root, 'services') === null
      ? noVariables
      : await readDotEnv(reading, `${folderOf(path)}.env`);
  return { path, yaml, root, variables };
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
