import type { KestraServer, ReadLayer } from '../server.ts';
import { isLooseEnvironmentFile, looseEnvironmentNames } from '../discovery.ts';
import { baseName, folderOf, pathWritten, withoutCredentials } from '../paths.ts';
import type { FileReading } from '../reading.ts';
import type { Report } from '../report.ts';
import type { DefinitionsGap, EnvironmentDefinitions, OnlyFor } from '../environment-definitions.ts';
import type { EnvironmentBackend } from '../types.ts';
import { variablesAsSettings } from '../variable-settings.ts';
import type { Variable } from '../variables.ts';
import { defineSecrets, secretKey } from './definitions.ts';
import { readDefiningFile } from './env-files.ts';
import { filledPlaces } from './filled-places.ts';
import { isOthers, looseFiles, nothingGathered, type Gathered } from './loose-files.ts';
import { onlyForSome } from './only-for-some.ts';
import { isOthersFile } from './other-programs.ts';
import type { Origin } from '../../ports/origin.ts';

/** What the environment backend is made from. */
export interface EnvironmentParts {
  /** The Kestra services of one configuration. */
  readonly services: readonly KestraServer[];
  /** Services of compose files that may be laid over it. */
  readonly otherServices: readonly KestraServer[];
  /** Those of the folder's other configurations. */
  readonly neighbours: readonly KestraServer[];
  /** Files that the user's setting names. */
  readonly named: readonly string[];
  /** The file of a configuration that could not be read whole; else null. */
  readonly unread: string | null;
  /** Whether the configuration says that Kestra takes its secrets from the environment alone. */
  readonly usesEnvironment: boolean;
  /** The editor's own environment, where the user allows it; else null. */
  readonly environment: Readonly<Record<string, string | undefined>> | null;
  /** The folder of the configuration, where there are others: what lies beside its way to the root is theirs; else null. */
  readonly place: string | null;
  readonly report: Report;
}

/** Every `SECRET_*` variable that the folder's files define, and what may be out of sight. */
export async function environmentDefinitions(
  reading: FileReading,
  parts: EnvironmentParts,
): Promise<EnvironmentDefinitions> {
  const own = serviceVariables(parts.services);
  const named = await namedFiles(reading, parts.named);
  const loose = parts.services.length === 0 ? await looseFiles(reading, parts) : nothingGathered;
  const judged = defineSecrets(
    [...editorVariables(parts.environment), ...loose.variables, ...own.variables, ...named.variables],
    (problem) => {
      // Other tools keep a SECRET_KEY in their `.env`: where nothing says that Kestra reads it, it is theirs.
      const kestras =
        parts.usesEnvironment || parts.services.length > 0 || parts.named.includes(problem.file);
      if (kestras || isCalledForKestra(reading.spelling(problem.file))) parts.report(problem);
    },
  );
  const elsewhere = new Set([...loose.variables, ...named.variables].map(({ name }) => name));
  const definitions = judged.definitions.map((definition) => {
    const onlyFor = own.onlyFor.get(definition.variable);
    return onlyFor === undefined || elsewhere.has(definition.variable)
      ? definition
      : { ...definition, onlyFor };
  });
  const defined = new Set(definitions.map(({ key }) => key));
  const told = own.gaps.some(
    ({ reason, detail }) =>
      reason === 'command' ||
      reason === 'configuration-not-found' ||
      (reason === 'configuration' && detail === parts.unread),
  );
  const unread: readonly DefinitionsGap[] =
    parts.unread === null || told ? [] : [{ reason: 'configuration', detail: parts.unread }];
  const guessed = [
    ...own.gaps,
    ...otherGaps(parts.otherServices, defined),
    ...loose.gaps,
    ...judged.gaps,
    ...unread,
  ];
  const containers = parts.services.length === 0 ? [loose] : parts.services;
  const filled = filledPlaces(containers.map(({ variables }) => [...variables, ...named.variables]));
  return {
    definitions,
    ...(filled.length > 0 ? { filled } : {}),
    // The user's word that these files are all there is.
    gaps: [
      ...(parts.named.length > 0 ? [] : guessed),
      ...named.gaps,
      ...editorGaps(parts.environment),
      ...tooLarge(reading.budget.fileOverBudget()),
    ].map((gap) => ({ ...gap, detail: withoutCredentials(gap.detail) })),
    notLoaded: parts.services.length === 0 ? [] : await notLoaded(reading, parts, defined),
  };
}

/** Whether a file has the name that Kestra's documentation gives to encoded variables. */
function isCalledForKestra(spelled: string): boolean {
  return isLooseEnvironmentFile(spelled) && baseName(spelled) !== '.env';
}

/** The environment as the last of the asking order. */
export function environmentBackend(
  definitions: EnvironmentDefinitions,
  sources: readonly Origin[],
): EnvironmentBackend {
  return {
    type: 'env',
    id: 'env',
    level: 'global',
    namespace: null,
    sources,
    readOnly: null,
    filters: { filterOnTags: null, excludedTags: null, filterOnPrefix: null },
    definitions,
  };
}

interface ServiceVariables extends Gathered {
  /** Of `SECRET_*` variables that not every service has on which a task may run. */
  readonly onlyFor: ReadonlyMap<string, OnlyFor>;
}

/**
 * Several services of one file are one Kestra in parts; what they share stands there once. Where some of them run tasks,
 * which ask for most secrets, what those have comes last and counts. Where none does, those that do stand elsewhere, and what
 * they have is not known.
 */
function serviceVariables(services: readonly KestraServer[]): ServiceVariables {
  const others = services.filter(({ tasks }) => tasks === 'none');
  const workers = services.filter((service) => !others.includes(service));
  const seen = new Set<string>();
  const variables = [...others, ...workers]
    .flatMap((service) => service.variables)
    .filter(({ name, origins: [origin] }) => {
      const place = `${name}\n${origin?.file ?? ''}\n${origin?.range.start ?? ''}`;
      return !seen.has(place) && seen.add(place);
    });
  const gaps = services.flatMap((service) => service.gaps);
  const [first] = services;
  const isWorkerElsewhere = first !== undefined && workers.length === 0;
  return {
    variables,
    gaps: isWorkerElsewhere ? [...gaps, { reason: 'no-worker', detail: first.file }] : gaps,
    onlyFor: onlyForSome(services),
  };
}

async function namedFiles(reading: FileReading, paths: readonly string[]): Promise<Gathered> {
  const variables: Variable[] = [];
  const gaps: DefinitionsGap[] = [];
  for (const path of paths) {
    const found = await readDefiningFile(reading, path);
    if (found === null) gaps.push({ reason: 'env-file-not-found', detail: path });
    else if (!found.whole) gaps.push({ reason: 'file-not-read', detail: path });
    for (const variable of found?.variables ?? []) variables.push(variable);
  }
  return { variables, gaps };
}

/** A further compose file of Kestra's that may define what the first does not: nobody says which of them runs. */
function otherGaps(
  services: readonly KestraServer[],
  defined: ReadonlySet<string>,
): readonly DefinitionsGap[] {
  const files = services
    .filter(
      ({ variables, gaps, configuration, configurations: { below, above }, partial }) =>
        partial ||
        configuration !== null ||
        [...below, ...above].some(maySay) ||
        variablesAsSettings(variables).length > 0 ||
        // What comes from a shell has its name here.
        gaps.some(({ reason }) => reason !== 'shell') ||
        variables.some(({ name }) => {
          const key = secretKey(name);
          return key !== null && !defined.has(key);
        }),
    )
    .map(({ file }) => file);
  return [...new Set(files)].map((file) => ({ reason: 'override-file', detail: file }));
}

/** Whether a layer may have something in it, and was not read already without finding anything. */
function maySay(layer: ReadLayer): boolean {
  return typeof layer === 'string' || !('settings' in layer) || layer.faulty || layer.settings.length > 0;
}

/** Another machine's environment: its variables have no place in a file. */
function editorVariables(environment: EnvironmentParts['environment']): readonly Variable[] {
  return Object.entries(environment ?? {}).flatMap(([name, text]) => {
    if (text === undefined || secretKey(name) === null) return [];
    return [{ name, text, stretches: [{ text, way: [] }], missing: [], origins: [] }];
  });
}

function editorGaps(environment: EnvironmentParts['environment']): readonly DefinitionsGap[] {
  return environment === null ? [] : [{ reason: 'editor-environment', detail: '' }];
}

/** Where the reading came to its end. */
function tooLarge(file: string | null): readonly DefinitionsGap[] {
  return file === null ? [] : [{ reason: 'configuration', detail: file }];
}

/**
 * `SECRET_*` names in an env file beside a service, or in the folder itself where no other one is, which that service does
 * not load; it is a mistake where none does.
 */
async function notLoaded(
  reading: FileReading,
  parts: EnvironmentParts,
  defined: ReadonlySet<string>,
): Promise<EnvironmentDefinitions['notLoaded']> {
  const { services, neighbours, named, report } = parts;
  const loaded = new Set([...services.flatMap((service) => service.envFiles), ...named]);
  const loadedByOthers = new Set(neighbours.flatMap((service) => service.envFiles));
  const found: { variable: string; origin: Origin }[] = [];
  const loading = services.find(({ takesEnvFiles }) => takesEnvFiles === true);
  const isOthersFolder = neighbours.some(({ file }) => folderOf(file) === '');
  const folders = new Set([...(isOthersFolder ? [] : ['']), ...services.map(({ file }) => folderOf(file))]);
  const names = [...folders].flatMap((folder) => looseEnvironmentNames.map((name) => folder + name));
  const paths = await reading.once(await Promise.all(names.map(reading.nameOf)));
  for (const path of paths.filter((path) => !loaded.has(path) && !isOthersFile(reading, path))) {
    const variables = (await readDefiningFile(reading, path))?.variables ?? [];
    if (isOthers(reading, path, variables)) continue;
    for (const { name, origins } of variables) {
      const key = secretKey(name);
      const [origin] = origins;
      if (key === null || origin === undefined || defined.has(key)) continue;
      found.push({ variable: name, origin });
      if (loadedByOthers.has(path) || loading === undefined) continue;
      report({
        code: 'secret-not-loaded',
        severity: 'information',
        file: path,
        range: origin.range,
        backend: 'env',
        data: { variable: name, service: loading.name, ...placeToLoad(parts, path) },
      });
    }
  }
  return found;
}

/** Where an env file can be named so that Kestra loads it, and how; nothing where several places come into question. */
function placeToLoad(
  { services, otherServices, neighbours }: EnvironmentParts,
  path: string,
): Readonly<Record<string, string>> {
  const [service] = services;
  const beside = neighbours.filter(({ file }) => folderOf(file) === folderOf(path));
  const places = services.length + otherServices.length + beside.length;
  if (service?.writtenIn === undefined || places > 1) return {};
  const { file, folder } = service.writtenIn;
  const written = pathWritten(folder, path);
  return written === null ? {} : { composeFile: file, envFile: written };
}
