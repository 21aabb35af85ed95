import type { Budget } from '../budget.ts';
import { envFileAt } from '../environment/env-files.ts';
import { oncePerReading, type FileReading } from '../reading.ts';
import { wholeFile } from '../text/source-text.ts';
import type { DefinitionsGap } from '../environment-definitions.ts';
import { noVariables, variablesByName, type Variables } from '../variables.ts';
import { entriesOf, entryOf, rootsOf, type YamlEntry, type YamlNode } from '../yaml/nodes.ts';
import { parseYaml, type YamlText } from '../yaml/parse.ts';

/** Where a compose file is read from: what its paths and placeholders mean. */
export interface ComposeBase {
  /** Where its relative paths start, with a `/` at the end; empty for the workspace folder. */
  readonly folder: string;
  /** What fills its placeholders. */
  readonly variables: Variables;
  /** What the whole project has: it fills env files, and names that stand without a value. */
  readonly project: Variables;
  /** Whether the project's `.env` is here; it usually is where the server runs, and Git ignores it. */
  readonly hasDotEnv: boolean;
}

/** A compose file with what fills its placeholders. */
export interface ComposeFile extends ComposeBase {
  readonly path: string;
  readonly yaml: YamlText;
  /** Its documents, which Compose lays over each other; none: empty. */
  readonly roots: readonly YamlNode[];
  /** How much they may fill. */
  readonly budget: Budget;
  /** Why it may say more than can be read. */
  readonly gaps: readonly DefinitionsGap[];
}

const composeFiles = oncePerReading<ComposeFile | null>();

/**
 * A compose file under its one name; null: there is none. What is not quite YAML is read as far as possible; a refused file
 * is empty.
 */
export async function readComposeFile(
  reading: FileReading,
  path: string,
  base: ComposeBase,
): Promise<ComposeFile | null> {
  const name = await reading.nameOf(path);
  return composeFiles(reading, base, name, async () => {
    const yaml = await yamlAt(reading, name);
    if (yaml === null) return null;
    const gaps = yaml === 'refused' ? [notRead(name)] : [];
    const text = yaml === 'refused' ? parseYaml(wholeFile(name, ''), reading.budget) : yaml;
    return { ...base, path: name, yaml: text, roots: rootsOf(text), budget: reading.budget, gaps };
  });
}

const yamls = oncePerReading<YamlText | 'refused' | null>();

/** The text is parsed once, whatever number of projects have it. */
function yamlAt(reading: FileReading, path: string): Promise<YamlText | 'refused' | null> {
  return yamls(reading, reading, path, async () => {
    const found = await reading.file(path);
    if (found.state === 'absent') return null;
    return found.state === 'refused' ? 'refused' : parseYaml(wholeFile(path, found.text), reading.budget);
  });
}

/** What a `.env` leaves out of sight: Compose does not start with one that it cannot read. */
export async function dotEnvGaps(reading: FileReading, path: string): Promise<readonly DefinitionsGap[]> {
  const name = await reading.nameOf(path);
  const found = await reading.file(name);
  if (found.state === 'absent') return [];
  const file = await envFileAt(reading, name);
  return file?.whole === true ? [] : [notRead(name)];
}

/** Something in a file is out of sight. */
export function notRead(path: string): DefinitionsGap {
  return { reason: 'file-not-read', detail: path };
}

/** The entries of a key at the top of a file, of all its documents in order. */
export function topEntries(file: ComposeFile, key: string): readonly YamlEntry[] {
  return file.roots.flatMap((root) => {
    const found = entryOf(root, key);
    return found === null ? [] : [found];
  });
}

export function servicesOf(file: ComposeFile): readonly YamlEntry[] {
  return topEntries(file, 'services').flatMap(({ value }) => entriesOf(value));
}

const byName = new WeakMap<YamlText, ReadonlyMap<string, readonly YamlEntry[]>>();

/** The services of that name: one a document, and more where a map has it twice. */
export function servicesNamed(file: ComposeFile, name: string): readonly YamlEntry[] {
  const known = byName.get(file.yaml);
  if (known !== undefined) return known.get(name) ?? [];
  const services = new Map<string, YamlEntry[]>();
  for (const entry of servicesOf(file)) {
    const same = services.get(entry.key);
    if (same === undefined) services.set(entry.key, [entry]);
    else same.push(entry);
  }
  byName.set(file.yaml, services);
  return services.get(name) ?? [];
}

const dotEnvs = oncePerReading<Variables>();

/** The variables of a `.env` file; none where there is no such file. */
export function readDotEnv(reading: FileReading, path: string): Promise<Variables> {
  return dotEnvs(reading, reading, path, async () => {
    const file = await envFileAt(reading, path);
    return file === null ? noVariables : variablesByName(file.variables);
  });
}
