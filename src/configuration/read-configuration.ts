import type { FolderFiles } from '../ports/files.ts';
import { namedBackend } from '../managers/name.ts';
import { limitsAtOnce, readingLimits, type ReadingLimits } from './budget.ts';
import type { Candidate } from './candidate.ts';
import { readDotEnv } from './compose/compose-file.ts';
import { checkPlural } from './checks/type.ts';
import { reportWrittenCredentials } from './checks/written-credentials.ts';
import { choose } from './choose.ts';
import { configurationEntries } from './entries.ts';
import type { Survey } from './kinds/kind.ts';
import { surveyFolder } from './kinds/survey.ts';
import { kinds } from './kinds/table.ts';
import { levelManagers } from './levels/managers.ts';
import { readManagersSetting } from './levels/settings-file.ts';
import { pathFrom } from './paths.ts';
import { readServers, type ReadServer } from './read-servers.ts';
import { startReading, type FileReading } from './reading.ts';
import { resourceManagers } from './terraform/managers.ts';
import { kestraResources } from './terraform/resources.ts';
import { terraformSecrets } from './terraform/secrets.ts';
import type { Backend, ConfigurationProblem, EnvironmentBackend, FolderConfiguration } from './types.ts';
import type { KestraServer } from './server.ts';

/** What the user's settings add to the files. */
export interface ConfigurationSettings {
  /** Env files that define secrets, relative to the folder: the user's word that nothing else does. */
  readonly environmentFiles: readonly string[];
  /** The editor's own environment, where a user-level setting says that it defines secrets; else null. */
  readonly environment: Readonly<Record<string, string | undefined>> | null;
  /** The file of the configuration that judges all flows, where the folder has several. Left out: none was chosen. */
  readonly configuration?: string;
}

export interface ConfigurationInput {
  readonly files: FolderFiles;
  readonly settings: ConfigurationSettings;
  readonly signal: AbortSignal;
  /** What a look through the folder found; left out: it is looked through first. */
  readonly survey?: Survey | undefined;
}

/**
 * Reads what a folder's files say of Kestra's secret backends. Reads nothing outside the folder and no environment
 * but the one given; whatever is wrong with a file is a problem in the answer. Rejects with an AbortError alone.
 */
export async function readConfiguration(input: ConfigurationInput): Promise<FolderConfiguration> {
  return (await readWithin(readingLimits, input)).configuration;
}

/** The same where it is done soon (`limitsAtOnce`); null: it takes longer, and is to be read where nobody waits for it. */
export async function readSmallConfiguration(input: ConfigurationInput): Promise<FolderConfiguration | null> {
  const { configuration, isWhole } = await readWithin(limitsAtOnce, input);
  return isWhole ? configuration : null;
}

async function readWithin(
  limits: ReadingLimits,
  { files: given, settings, signal, survey: before }: ConfigurationInput,
): Promise<{ readonly configuration: FolderConfiguration; readonly isWhole: boolean }> {
  const { files, survey } =
    before === undefined ? await surveyFolder(given, signal) : { files: given, survey: before };
  const reading = await startReading(files, limits, signal, survey);
  const candidates: Candidate[] = [];
  for (const { source } of kinds) {
    for (const candidate of (await source?.(reading)) ?? []) candidates.push(candidate);
  }
  leaveOutUnread(reading, candidates);
  for (const candidate of candidates) checkPlural(candidate.settings, reading.report);

  const managers = await readManagersSetting(reading);
  const context = {
    managers,
    named: await Promise.all(settings.environmentFiles.map((path) => reading.nameOf(pathFrom('', path)))),
    environment: settings.environment,
    dotEnv: await readDotEnv(reading, '.env'),
    chosen: settings.configuration ?? null,
  };
  const servers = await readServers(reading, choose(candidates, reading.report), context);
  signal.throwIfAborted();
  const chosen = servers.find(({ file }) => servers.length > 1 && file === settings.configuration);
  const counting = chosen === undefined ? servers : [chosen];
  const [only, ...others] = counting;
  const fillings = {
    settings: others.length === 0 ? (only?.fillings.settings ?? []) : [],
    variables: others.length === 0 ? (only?.fillings.variables ?? context.dotEnv) : context.dotEnv,
    credentials: new Set(servers.flatMap((server) => [...server.fillings.credentials])),
    budget: reading.budget,
  };
  const resources = await kestraResources(reading);
  const levels = levelManagers(managers.setting, resourceManagers(resources), fillings, reading.report);
  const created = terraformSecrets(resources);
  const backends: readonly Backend[] = [
    ...levels.map((level) => level.backend),
    ...counting.flatMap((server) => server.backends),
  ];
  // What was not read may say anything of any of them.
  const unread = reading.budget.fileOverBudget() !== null || managers.unread;
  const entries = [
    ...levels.flatMap((level) => configurationEntries(level.backend, level.secret, fillings)),
    ...counting.flatMap((server) => server.entries),
  ];
  await reportWrittenCredentials(reading, entries);
  const problems = reading.problems();
  const found = counting.some(({ configured }) => configured) || levels.length > 0;
  // A choice, or files that are named, is the user's word that nothing else counts.
  const isTold = chosen !== undefined || settings.environmentFiles.length > 0;
  const unreadServers = found && !isTold ? unreadServersIn(reading, candidates) : [];
  const configuration: FolderConfiguration = {
    backends: backends.map((each) => ({
      ...each,
      ...(unread ? { partial: true } : {}),
      ...brokenFilesOf(each, problems),
    })),
    configurations: servers
      .filter(({ configured }) => configured)
      .map(({ file, backends }) => ({ file, backends: backends.map(namedBackend) })),
    ...(chosen === undefined ? {} : { chosen: chosen.file, notChosen: environmentsBeside(servers, chosen) }),
    found,
    partial: counting.some(({ partial }) => partial) || unread,
    entries,
    problems,
    kestraVersion: versionOf(counting.flatMap(({ services }) => services)),
    // Of several servers: what any of them may show, and what all of them deny.
    showsSecretsInEnvs: counting.some((server) => server.showsSecretsInEnvs),
    deniedServices: (only?.deniedServices ?? []).filter((service) =>
      others.every((server) => server.deniedServices.includes(service)),
    ),
    ...readsApartIn(counting),
    ...(created.length === 0 ? {} : { terraformSecrets: created }),
    ...(reading.leftOut().length === 0 ? {} : { notRead: reading.leftOut() }),
    ...(unreadServers.length === 0 ? {} : { unreadServers }),
    files: reading.watchedPaths(),
  };
  return { configuration, isWhole: reading.budget.fileOverBudget() === null };
}

/** Of several servers whatever any of them does. */
function readsApartIn(servers: readonly ReadServer[]): Pick<FolderConfiguration, 'readsApart'> {
  const ways = servers.map(({ readsApart }) => readsApart);
  const way = (['in-parts', 'isolated'] as const).find((each) => ways.includes(each));
  return way === undefined ? {} : { readsApart: way };
}

function environmentsBeside(
  servers: readonly ReadServer[],
  chosen: ReadServer,
): readonly EnvironmentBackend[] {
  return servers
    .filter((server) => server !== chosen)
    .flatMap(({ backends }) => backends.filter((backend) => backend.type === 'env'));
}

/** Names what a kind's search found and no source could read. */
function leaveOutUnread(reading: FileReading, found: readonly Candidate[]): void {
  const read = new Set(found.flatMap(({ file, service }) => [file, service?.origin.file]));
  for (const { id, unread } of kinds) {
    if (unread === undefined) continue;
    for (const { path } of reading.found(id)) {
      if (!read.has(path)) reading.leaveOut({ file: path, why: unread });
    }
  }
}

/** What another server may get its secrets from: of what is encrypted only what no server here reads. */
function unreadServersIn(reading: FileReading, candidates: readonly Candidate[]): readonly string[] {
  const read = new Set(candidates.flatMap(filesRead));
  return reading
    .leftOut()
    .filter(({ file, why }) => why !== 'encrypted' || !read.has(file))
    .map(({ file }) => file);
}

/** The files from which a server has its configuration and its environment. */
function filesRead({ settings, service }: Candidate): readonly string[] {
  const origins = [...settings, ...(service?.variables ?? [])].flatMap((each) => each.origins);
  return [
    ...settings.map(({ source }) => source.file),
    ...origins.map(({ file }) => file),
    ...(service?.envFiles ?? []),
  ];
}

function brokenFilesOf(
  { sources }: Backend,
  problems: readonly ConfigurationProblem[],
): Pick<Backend, 'brokenFiles'> {
  const broken = problems.filter(
    ({ code, severity, file }) =>
      code === 'configuration-syntax' && severity === 'error' && sources.some((each) => each.file === file),
  );
  return broken.length === 0 ? {} : { brokenFiles: [...new Set(broken.map(({ file }) => file))] };
}

/** The version that the tags of all services agree on. */
function versionOf(services: readonly KestraServer[]): string | null {
  const [version = null, ...others] = new Set(services.map((service) => service.version));
  return others.length === 0 ? version : null;
}
