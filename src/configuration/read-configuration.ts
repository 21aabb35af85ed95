import type { FolderFiles } from '../ports/files.ts';
import type { Origin } from '../ports/origin.ts';
import { limitsAtOnce, readingLimits, type ReadingLimits } from './budget.ts';
import { globalBackend } from './backends/global.ts';
import type { Candidate } from './candidate.ts';
import { readDotEnv } from './compose/compose-file.ts';
import { checkPlural } from './checks/type.ts';
import { choose } from './choose.ts';
import { showsSecretsInEnvs } from './envs-prefix.ts';
import { configurationEntries, environmentEntries } from './entries.ts';
import { environmentBackend, environmentDefinitions } from './environment/backend.ts';
import { deniedServices } from './isolation.ts';
import type { Survey } from './kinds/kind.ts';
import { surveyFolder } from './kinds/survey.ts';
import { kinds } from './kinds/table.ts';
import { levelManagers, settingsOfManagers } from './levels/managers.ts';
import { readManagersSetting } from './levels/settings-file.ts';
import { pathFrom } from './paths.ts';
import { startReading } from './reading.ts';
import { below } from './settings.ts';
import { credentialVariables } from './uses.ts';
import type { Backend, ConfigurationProblem, EnvironmentDefinitions, FolderConfiguration } from './types.ts';
import type { KestraServer } from './server.ts';

/** What the user's settings add to the files. */
export interface ConfigurationSettings {
  /** Env files that define secrets, relative to the folder: the user's word that nothing else does. */
  readonly environmentFiles: readonly string[];
  /** The editor's own environment, where a user-level setting says that it defines secrets; else null. */
  readonly environment: Readonly<Record<string, string | undefined>> | null;
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
  const found: Candidate[] = [];
  for (const { source } of kinds) {
    for (const candidate of (await source?.(reading)) ?? []) found.push(candidate);
  }
  for (const candidate of found) checkPlural(candidate.settings, reading.report);

  const choice = choose(found, reading.report);
  const partial = choice.candidate?.partial ?? false;
  const managers = await readManagersSetting(reading);
  const variables = new Map([...(await readDotEnv(reading, '.env')), ...choice.variables]);
  const { settings: configured } = choice;
  const credentials = credentialVariables(
    [...configured, ...settingsOfManagers(managers.setting)],
    variables,
  );
  const { budget } = reading;
  const globally = { settings: configured, variables: choice.variables, credentials, budget };
  const fillings = { ...globally, variables };
  const backend = globalBackend(configured, globally, reading.report, partial);
  const levels = levelManagers(managers.setting, fillings, reading.report);
  const definitions = await environmentDefinitions(reading, {
    services: choice.services,
    otherServices: choice.otherServices,
    usesEnvironment: choice.configured && backend === null,
    unread: choice.candidate?.partial === true ? choice.candidate.file : null,
    named: await Promise.all(settings.environmentFiles.map((path) => reading.nameOf(pathFrom('', path)))),
    environment: settings.environment,
  });
  signal.throwIfAborted();

  // By default there is nothing else; behind another backend it counts only where something defines secrets.
  const takesPart =
    definitions.definitions.length > 0 ||
    settings.environmentFiles.length > 0 ||
    (choice.configured && backend === null);
  const environment = environmentBackend(definitions, environmentSources(choice.services, definitions));
  const entries = [
    ...levels.flatMap((level) => configurationEntries(level.backend, level.secret, fillings)),
    ...configurationEntries(backend, below(configured, 'kestra', 'secret'), globally),
    ...(takesPart ? environmentEntries(definitions) : []),
  ];
  const backends: readonly Backend[] = [
    ...levels.map((level) => level.backend),
    ...(backend === null ? [] : [backend]),
    ...(takesPart ? [environment] : []),
  ];
  // What was not read may say anything of any of them.
  const unread = budget.fileOverBudget() !== null || managers.unread;
  const problems = reading.problems();
  const configuration: FolderConfiguration = {
    backends: backends.map((each) => ({
      ...each,
      ...(unread ? { partial: true } : {}),
      ...brokenFilesOf(each, problems),
    })),
    found: choice.configured || levels.length > 0,
    partial: partial || unread,
    entries,
    problems,
    kestraVersion: versionOf(choice.services),
    showsSecretsInEnvs: showsSecretsInEnvs(choice),
    deniedServices: deniedServices(configured, globally),
    ...(reading.leftOut().length === 0 ? {} : { notRead: reading.leftOut() }),
    files: reading.watchedPaths(),
  };
  return { configuration, isWhole: budget.fileOverBudget() === null };
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

/** The services, then the first definition of each file. */
function environmentSources(
  services: readonly KestraServer[],
  { definitions }: EnvironmentDefinitions,
): readonly Origin[] {
  const first = new Map<string, Origin>();
  for (const { origin } of definitions) {
    if (origin !== null && !first.has(origin.file)) first.set(origin.file, origin);
  }
  for (const { file } of services) first.delete(file);
  return [...services.map(({ origin }) => origin), ...first.values()];
}
