import { overrideNames, wellKnownComposeFiles } from '../discovery.ts';
import { baseName, folderOf, pathFrom } from '../paths.ts';
import { oncePerReading, type FileReading } from '../reading.ts';
import type { DefinitionsGap } from '../environment-definitions.ts';
import type { Variables } from '../variables.ts';
import { dotEnvGaps, readDotEnv, type ComposeBase } from './compose-file.ts';
import { readProject, type ComposeProject } from './project.ts';

/**
 * What Compose reads where it is called in a folder: the files that `COMPOSE_FILE` in its `.env` names, else the first of
 * the well-known ones with the first override. null: neither is there.
 */
export async function projectIn(reading: FileReading, folder: string): Promise<ComposeProject | null> {
  const variables = await readDotEnv(reading, `${folder}.env`);
  const named = namedFiles(variables, folder);
  if (named === null) {
    const first = await firstThere(reading, folder, wellKnownComposeFiles);
    return first === null ? null : projectOf(reading, first);
  }
  const [first = ''] = named;
  // Paths start, and a second `.env` is looked for, where the first file is.
  const base = await baseAt(reading, folderOf(first), folder);
  return readProject(reading, named, base, await gapsOfDotEnvs(reading, [folder, folderOf(first)]));
}

/** What Compose reads where it is given this file alone: with the override beside it if it finds both by itself. */
export async function projectOf(reading: FileReading, path: string): Promise<ComposeProject | null> {
  const folder = folderOf(path);
  const isFoundAlone = wellKnownComposeFiles.some((name) => name === baseName(reading.spelling(path)));
  const override = isFoundAlone ? await firstThere(reading, folder, overrideNames) : null;
  const base = await baseAt(reading, folder, folder);
  const paths = override === null ? [path] : [path, override];
  const project = await readProject(reading, paths, base, await gapsOfDotEnvs(reading, [folder]));
  return project.files.length === 0 ? null : project;
}

/** The files that `COMPOSE_FILE` names, relative to the workspace folder; null: it names none. */
function namedFiles(variables: Variables, folder: string): readonly string[] | null {
  const named = variables.get('COMPOSE_FILE');
  if (named === undefined || named.text === '' || named.missing.length > 0) return null;
  const separator = variables.get('COMPOSE_PATH_SEPARATOR')?.text ?? (named.text.includes(';') ? ';' : ':');
  return [...new Set(named.text.split(separator).map((path) => pathFrom(folder, path.trim())))];
}

async function firstThere(
  reading: FileReading,
  folder: string,
  names: readonly string[],
): Promise<string | null> {
  for (const name of names) {
    const path = await reading.nameOf(folder + name);
    if ((await reading.file(path)).state !== 'absent') return path;
  }
  return null;
}

const bases = oncePerReading<ComposeBase>();

/** `called`: where Compose is called, whose `.env` goes before the project's own. */
function baseAt(reading: FileReading, folder: string, called: string): Promise<ComposeBase> {
  return bases(reading, reading, `${folder}\n${called}`, async () => {
    const found = await Promise.all(
      [called, folder].map(async (each) => reading.file(await reading.nameOf(`${each}.env`))),
    );
    const outer = await readDotEnv(reading, `${called}.env`);
    const variables =
      folder === called ? outer : new Map([...(await readDotEnv(reading, `${folder}.env`)), ...outer]);
    const hasDotEnv = found.some(({ state }) => state !== 'absent');
    return { folder, variables, project: variables, hasDotEnv };
  });
}

async function gapsOfDotEnvs(
  reading: FileReading,
  folders: readonly string[],
): Promise<readonly DefinitionsGap[]> {
  const gaps: DefinitionsGap[] = [];
  for (const folder of new Set(folders)) {
    for (const gap of await dotEnvGaps(reading, `${folder}.env`)) gaps.push(gap);
    const named = (await readDotEnv(reading, `${folder}.env`)).get('COMPOSE_FILE');
    if (named !== undefined && named.missing.length > 0)
      gaps.push({ reason: 'override-file', detail: `${folder}.env` });
  }
  return gaps;
}
