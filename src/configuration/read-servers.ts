import type { Origin } from '../ports/origin.ts';
import { globalBackend } from './backends/global.ts';
import { checkEdition } from './checks/edition.ts';
import type { Choice } from './choose.ts';
import { configurationEntries, environmentEntries } from './entries.ts';
import { environmentBackend, environmentDefinitions } from './environment/backend.ts';
import { showsSecretsInEnvs } from './envs-prefix.ts';
import { deniedServices, mayBeIsolated } from './isolation.ts';
import { settingsOfManagers } from './levels/managers.ts';
import type { ManagersSetting } from './levels/settings-file.ts';
import { folderOf } from './paths.ts';
import type { Fillings } from './placeholders.ts';
import type { FileReading } from './reading.ts';
import type { NewProblem, Report } from './report.ts';
import type { KestraServer } from './server.ts';
import { below } from './settings.ts';
import { reportSeveral } from './several.ts';
import type { EnvironmentDefinitions } from './environment-definitions.ts';
import type { Backend, ConfigurationEntry, ReadsApart } from './types.ts';
import { credentialVariables } from './uses.ts';
import type { Variables } from './variables.ts';

/** What one server of Kestra sees by its configuration. */
export interface ReadServer extends Pick<Choice, 'file' | 'configured' | 'services'> {
  /** In asking order. */
  readonly backends: readonly Backend[];
  readonly entries: readonly ConfigurationEntry[];
  /** Whether parts of it are out of sight. */
  readonly partial: boolean;
  readonly showsSecretsInEnvs: boolean;
  readonly deniedServices: readonly string[];
  /** null: nothing that is known. */
  readonly readsApart: ReadsApart | null;
  /** What fills the placeholders of whatever belongs to this server. */
  readonly fillings: Fillings;
}

/** What of a folder counts for each of its servers. */
export interface ServerContext {
  readonly managers: { readonly setting: ManagersSetting | null };
  /** Files that define `SECRET_*` variables by the user's word. */
  readonly named: readonly string[];
  /** The editor's own environment, where the user allows it; else null. */
  readonly environment: Readonly<Record<string, string | undefined>> | null;
  /** Of the folder itself. */
  readonly dotEnv: Variables;
  /** The file of the configuration that was chosen to judge all flows, whether it is still one or not; null: none was. */
  readonly chosen: string | null;
}

/** Reads each configuration; where there are several, each of their backends says to which it belongs. */
export async function readServers(
  reading: FileReading,
  choices: readonly Choice[],
  context: ServerContext,
): Promise<readonly ReadServer[]> {
  const counting = choices.filter(
    (choice) => choices.length === 1 || !lacksProfile(reading, choice, context),
  );
  const isOne = counting.length === 1;
  const servers: ReadServer[] = [];
  const report = reportLeftOnce(reading.report);
  for (const choice of counting) {
    const neighbours = counting.filter((other) => other !== choice).flatMap(({ services }) => services);
    const suffix = isOne ? '' : `#${choice.file}`;
    servers.push(await readServer(reading, choice, { ...context, suffix, neighbours, report }));
  }
  const isChosen = counting.some(({ file }) => file === context.chosen);
  if (!isOne && !isChosen) reportSeveral(counting, reading.report);
  return servers;
}

/** A line of an env file that none of several servers loads is told once, and not for each of them. */
function reportLeftOnce(report: Report): Report {
  const left = new Set<string>();
  return (problem) => {
    const place = `${problem.file}\n${String(problem.range.start)}`;
    const isLeft = problem.code === 'secret-not-loaded';
    if (isLeft && left.has(place)) return;
    if (isLeft) left.add(place);
    report(problem);
  };
}

/** Whether an application file could not be all that a server has: what it lacks stands in the profiles beside it. */
function lacksProfile(reading: FileReading, choice: Choice, context: ServerContext): boolean {
  if (choice.candidate?.hasProfiles !== true) return false;
  const problems: NewProblem[] = [];
  const fillings = fillingsOf(reading, choice, context);
  globalBackend(choice.settings, fillings, (problem) => problems.push(problem), false);
  return problems.some(
    ({ code }) => code === 'key-missing' || code === 'type-missing' || code === 'block-without-type',
  );
}

function fillingsOf(reading: FileReading, choice: Choice, { managers, dotEnv }: ServerContext): Fillings {
  const variables = new Map([...dotEnv, ...choice.variables]);
  const credentials = credentialVariables(
    [...choice.settings, ...settingsOfManagers(managers.setting)],
    variables,
  );
  return { settings: choice.settings, variables, credentials, budget: reading.budget };
}

/** One server among those of its folder. */
interface OneOfServers extends ServerContext {
  /** Of the ids; empty: there is no other configuration. */
  readonly suffix: string;
  /** The services of the other configurations. */
  readonly neighbours: readonly KestraServer[];
  readonly report: Report;
}

async function readServer(reading: FileReading, choice: Choice, context: OneOfServers): Promise<ReadServer> {
  const { file, candidate, settings, services, configured } = choice;
  const { suffix } = context;
  const report: Report = (problem) =>
    context.report(
      problem.backend === undefined ? problem : { ...problem, backend: problem.backend + suffix },
    );
  const ownOf = <Own extends Backend>(backend: Own): Own =>
    suffix === '' ? backend : { ...backend, id: backend.id + suffix, configuration: file };
  const fillings = fillingsOf(reading, choice, context);
  const globally = { ...fillings, variables: choice.variables };
  // Where nothing else configures it, what is only seen may be all there is.
  const [seen = null] = configured ? [] : reading.leftOut();
  const partial = candidate?.partial === true || seen !== null;
  const found = checkEdition(
    globalBackend(settings, globally, report, partial),
    candidate?.service ?? null,
    report,
  );
  const backend = found === null ? null : ownOf(found);
  const definitions = await environmentDefinitions(reading, {
    services,
    otherServices: choice.otherServices,
    neighbours: context.neighbours,
    usesEnvironment: configured && backend === null,
    unread: partial ? (seen?.file ?? file) : null,
    named: context.named,
    environment: context.environment,
    place: suffix === '' ? null : folderOf(file),
    report,
  });
  // By default there is nothing else; behind another backend it counts only where something defines secrets.
  const takesPart =
    definitions.definitions.length > 0 || context.named.length > 0 || (configured && backend === null);
  const environment = ownOf(environmentBackend(definitions, environmentSources(services, definitions)));
  return {
    file,
    configured,
    services,
    backends: [...(backend === null ? [] : [backend]), ...(takesPart ? [environment] : [])],
    entries: [
      ...configurationEntries(backend, below(settings, 'kestra', 'secret'), globally),
      ...(takesPart ? environmentEntries(environment) : []),
    ],
    partial,
    showsSecretsInEnvs: showsSecretsInEnvs(choice),
    deniedServices: deniedServices(settings, globally),
    readsApart: services.some(({ tasks }) => tasks === 'none')
      ? 'in-parts'
      : partial || mayBeIsolated(settings, globally)
        ? 'isolated'
        : null,
    fillings,
  };
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
