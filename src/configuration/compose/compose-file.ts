import type { Budget } from '../budget.ts';
import { envFileAt } from '../environment/env-files.ts';
import { folderOf } from '../paths.ts';
import { oncePerReading, type FileReading } from '../reading.ts';
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
  /** How much they may fill. */
  readonly budget: Budget;
  /** Why it may say more than can be read: itself or the `.env` refused, or a line of that. */
  readonly gaps: readonly DefinitionsGap[];
}

const composeFiles = oncePerReading<ComposeFile | null>();

/**
 * A compose file under its one name; null: there is none. What is not quite YAML is read as far as possible; a refused file
 * is empty.
 */
export async function readComposeFile(reading: FileReading, path: string): Promise<ComposeFile | null> {
  const name = await reading.nameOf(path);
  return composeFiles(reading, reading, name, () => readNew(reading, name));
}

async function readNew(reading: FileReading, path: string): Promise<ComposeFile | null> {
  const found = await reading.file(path);
  if (found.state === 'absent') return null;
  const yaml = parseYaml(wholeFile(path, found.state === 'text' ? found.text : ''), reading.budget);
  const root = rootsOf(yaml)[0] ?? null;
  // Only a file with services has placeholders that matter.
  const hasServices = root !== null && entryOf(root, 'services') !== null;
  const env = await reading.nameOf(`${folderOf(path)}.env`);
  const gaps = found.state === 'refused' ? [notRead(path)] : hasServices ? await envGaps(reading, env) : [];
  const variables = hasServices ? await readDotEnv(reading, env) : noVariables;
  return { path, yaml, root, variables, budget: reading.budget, gaps };
}

/** Compose does not start with a `.env` that it cannot read. */
async function envGaps(reading: FileReading, path: string): Promise<readonly DefinitionsGap[]> {
  const found = await reading.file(path);
  if (found.state === 'absent') return [];
  const file = await envFileAt(reading, path);
  return file?.whole === true ? [] : [notRead(path)];
}

/** Something in a file is out of sight. */
export function notRead(path: string): DefinitionsGap {
  return { reason: 'file-not-read', detail: path };
}

export function servicesOf(file: ComposeFile): readonly YamlEntry[] {
  const services = file.root === null ? null : entryOf(file.root, 'services');
  return services === null ? [] : entriesOf(services.value);
}

const dotEnvs = oncePerReading<Variables>();

/** The variables of a `.env` file; none where there is no such file. */
export function readDotEnv(reading: FileReading, path: string): Promise<Variables> {
  return dotEnvs(reading, reading, path, async () => {
    const file = await envFileAt(reading, path);
    return file === null ? noVariables : variablesByName(file.variables);
  });
}
