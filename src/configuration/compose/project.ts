import { envFileAt } from '../environment/env-files.ts';
import { folderOf, pathFrom } from '../paths.ts';
import type { FileReading } from '../reading.ts';
import type { DefinitionsGap } from '../environment-definitions.ts';
import type { Variable, Variables } from '../variables.ts';
import { entryOf, isListNode, isMapNode, itemsOf, scalarSource, type YamlNode } from '../yaml/nodes.ts';
import {
  dotEnvGaps,
  notRead,
  readComposeFile,
  topEntries,
  type ComposeBase,
  type ComposeFile,
} from './compose-file.ts';
import { interpolate } from './interpolate.ts';

/** The compose files that Compose lays over each other, each with the projects that it includes. */
export interface ComposeProject {
  /** The later ones win. */
  readonly files: readonly ProjectFile[];
  /** What of it is out of sight. */
  readonly gaps: readonly DefinitionsGap[];
}

export interface ProjectFile {
  readonly file: ComposeFile;
  /** Laid under the file itself. */
  readonly included: readonly ComposeProject[];
}

/** Reads these files, those that are not there being told, and what they include. */
export async function readProject(
  reading: FileReading,
  paths: readonly string[],
  base: ComposeBase,
  gaps: readonly DefinitionsGap[],
  above: readonly string[] = [],
): Promise<ComposeProject> {
  const files: ProjectFile[] = [];
  const all = [...gaps];
  for (const path of paths) {
    const file = await readComposeFile(reading, path, base);
    if (file === null) {
      all.push({ reason: 'override-file', detail: path });
      continue;
    }
    const { projects, gaps: missing } = await includedProjects(reading, file, [...above, path]);
    for (const gap of missing) all.push(gap);
    files.push({ file, included: projects });
  }
  return { files, gaps: all };
}

/** Every file of a project, what it includes before it. */
export function filesOf(project: ComposeProject): readonly ComposeFile[] {
  return project.files.flatMap(({ file, included }) => [...included.flatMap(filesOf), file]);
}

/** How deep a file may include another; Compose has no bound but a circle. */
const depthLimit = 8;

/**
 * The projects that a file includes: each with paths of its own, and with its own `.env` below what the including one has
 * (compose-go: loader). `above` are the files that lead here, this one included: a circle is refused.
 */
async function includedProjects(
  reading: FileReading,
  file: ComposeFile,
  above: readonly string[],
): Promise<{ readonly projects: readonly ComposeProject[]; readonly gaps: readonly DefinitionsGap[] }> {
  const projects: ComposeProject[] = [];
  const gaps: DefinitionsGap[] = [];
  const items = topEntries(file, 'include').flatMap(({ value }) =>
    isListNode(value) ? itemsOf(value) : [value],
  );
  for (const item of items) {
    const paths = pathsAt(file, isMapNode(item) ? valueAt(item, 'path') : item);
    const [first = ''] = paths;
    if (first === '' || above.includes(first) || above.length > depthLimit) {
      gaps.push({ reason: 'include', detail: file.path });
      continue;
    }
    const [own] = isMapNode(item) ? pathsAt(file, valueAt(item, 'project_directory')) : [];
    const folder = own === undefined ? folderOf(first) : `${own}/`;
    const named = isMapNode(item) ? pathsAt(file, valueAt(item, 'env_file')) : [];
    const { variables, gaps: unread } = await variablesAt(reading, file, named, folder);
    for (const gap of unread) gaps.push(gap);
    const base = { folder, variables, project: file.project, hasDotEnv: file.hasDotEnv };
    const project = await readProject(reading, paths, base, [], above);
    for (const gap of project.gaps) {
      gaps.push(gap.reason === 'override-file' ? { reason: 'include', detail: file.path } : gap);
    }
    projects.push(project);
  }
  return { projects, gaps };
}

/** What the including file has, over what the included project's env files say. */
async function variablesAt(
  reading: FileReading,
  file: ComposeFile,
  named: readonly string[],
  folder: string,
): Promise<{ readonly variables: Variables; readonly gaps: readonly DefinitionsGap[] }> {
  const paths = named.length > 0 ? named : [`${folder}.env`];
  const gaps: DefinitionsGap[] = [];
  const earlier = new Map<string, Variable>();
  for (const path of paths) {
    const read = await envFileAt(reading, path, { project: file.variables, earlier });
    if (read === null && named.length > 0) gaps.push(notRead(path));
    for (const gap of await dotEnvGaps(reading, path)) gaps.push(gap);
    for (const variable of read?.variables ?? []) earlier.set(variable.name, variable);
  }
  return { variables: new Map([...earlier, ...file.variables]), gaps };
}

function valueAt(map: YamlNode, key: string): YamlNode | null {
  return entryOf(map, key)?.value ?? null;
}

/** A path, or a list of them, relative to the workspace folder; those elsewhere (a registry, Git) are left out. */
function pathsAt(file: ComposeFile, value: YamlNode | null): readonly string[] {
  if (value === null) return [];
  const items = isListNode(value) ? itemsOf(value) : [value];
  return items.flatMap((item) => {
    const source = scalarSource(item);
    const written = source === null ? '' : interpolate(source, file).source.text;
    const isHere = written !== '' && !written.includes('${') && !/^[a-z][a-z+]+:/.test(written);
    return isHere ? [pathFrom(file.folder, written)] : [];
  });
}
