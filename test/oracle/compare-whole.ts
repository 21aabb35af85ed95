import type { FolderConfiguration } from '../../src/configuration/types.ts';
import { factsOf, isManager } from '../../src/managers/table.ts';
import type { JudgedService } from '../unit/configuration/compose-judgement.ts';
import { read } from '../unit/configuration/support.ts';
import { askCompose } from './ask-compose.ts';
import { compareDrawn, type DrawnComparison } from './compare-drawn.ts';
import type { Conversation } from './conversation.ts';
import { askBase64 } from './micronaut.ts';
import { anyWhole, type WholeProject } from './whole/any-whole.ts';
import { layersOf, type WholeLayers } from './whole/layers-of.ts';

/** The two judges, of which the second gets what the first makes of a project. */
export interface Chain {
  readonly compose: Conversation;
  readonly micronaut: Conversation;
}

export interface WholeComparison extends DrawnComparison<WholeProject> {
  /** How many of them Compose refuses, and how many name a manager. */
  readonly refused: number;
  readonly managed: number;
  /** Of all values that were compared, how many are not known here. */
  readonly values: number;
  readonly unknown: number;
}

/** Has `count` projects, which follow from `seed`, judged in a chain and read here, up to the first that differs. */
export async function compareWhole(chain: Chain, seed: number, count: number): Promise<WholeComparison> {
  const counts = { refused: 0, managed: 0, values: 0, unknown: 0 };
  const compared = await compareDrawn(
    anyWhole,
    seed,
    count,
    async (project) => {
      const { services } = await askCompose(chain.compose, project);
      const service = services?.kestra;
      const found = service === undefined ? null : await compareService(chain, project, service);
      return { found, what: found?.differences[0] ?? null };
    },
    ({ found }) => {
      if (found === null) counts.refused += 1;
      if (found?.isManaged === true) counts.managed += 1;
      counts.values += found?.values ?? 0;
      counts.unknown += found?.unknown ?? 0;
    },
  );
  return { ...compared, ...counts };
}

interface ServiceComparison {
  readonly differences: readonly string[];
  readonly isManaged: boolean;
  readonly values: number;
  readonly unknown: number;
}

async function compareService(
  chain: Chain,
  project: WholeProject,
  service: JudgedService,
): Promise<ServiceComparison> {
  const layers = layersOf(service, (target) => {
    const volume = (service.volumes ?? []).find((each) => each.split(':')[1] === target);
    return volume === undefined ? null : (project[volume.split(':')[0] ?? ''] ?? null);
  });
  const here = await read(project);
  const differences: string[] = [];
  const [type] = await askAll(chain.micronaut, layers, ['kestra.secret.type']);
  const isManaged = typeof type === 'string' && isManager(type);
  const keys = isManaged ? keysOf(type) : [];
  const got = await askAll(chain.micronaut, layers, [
    'kestra.secret.type',
    ...keys.map(({ asked }) => asked),
  ]);
  const known = valuesHere(here);
  let unknown = 0;
  for (const [index, key] of ['type', ...keys.map(({ key }) => key)].entries()) {
    const there = got[index] ?? null;
    const own = known.get(key) ?? { text: '', known: true };
    if (!own.known) unknown += 1;
    else if (there === refusedThere)
      differences.push(`${key} is ${JSON.stringify(own.text)}, and Micronaut refuses it`);
    // An empty text counts as not set here.
    else if ((there ?? '') !== own.text && !(own.text === 'set' && (there ?? '') !== '')) {
      differences.push(`${key} is ${JSON.stringify(own.text)}, and Micronaut has ${JSON.stringify(there)}`);
    }
  }
  for (const what of await differencesOfSecrets(chain.micronaut, layers, here)) differences.push(what);
  return { differences, isManaged, values: keys.length + 1, unknown };
}

interface AskedKey {
  /** As the entries here have it. */
  readonly key: string;
  /** As Micronaut is asked for it. */
  readonly asked: string;
}

function keysOf(type: string): readonly AskedKey[] {
  if (!isManager(type)) return [];
  const own = factsOf(type).keys.flatMap(({ key, kind }) => {
    if (kind === 'prefix-filter') return [];
    return kind === 'tags' ? ['team', 'stage', 'old'].map((tag) => `${key}.${tag}`) : [key];
  });
  return [
    { key: 'read-only', asked: 'kestra.secret.read-only' },
    ...own.map((key) => ({ key, asked: `kestra.secret.${type}.${key}` })),
  ];
}

const refusedThere = Symbol('refused');

/** The text of each key as Micronaut has it; null: not set. */
async function askAll(
  judge: Conversation,
  layers: WholeLayers,
  keys: readonly string[],
): Promise<readonly (string | null | typeof refusedThere)[]> {
  const { config, ...rest } = layers;
  const question = { ...rest, ...(config === null ? {} : { config }), get: keys.map((key) => ({ key })) };
  const answer = (await judge.ask(question)) as { readonly got?: readonly unknown[] };
  return keys.map((_, index) => {
    const got = answer.got?.[index];
    if (got === null) return null;
    return typeof got === 'string' ? got : refusedThere;
  });
}

/** What is read here of each key of the backend; a credential is set or not. */
function valuesHere({
  entries,
  backends,
}: FolderConfiguration): ReadonlyMap<string, { text: string; known: boolean }> {
  const found = new Map(
    entries
      .filter(({ backend }) => backend !== 'env')
      .map(({ key, value, known }) => [key, { text: value === 'not set' ? '' : (value ?? ''), known }]),
  );
  // Of an address the entries have what may be shown.
  const vault = backends.find((backend) => backend.type === 'vault');
  if (vault?.address?.state === 'known') found.set('address', { text: vault.address.value, known: true });
  return found;
}

/** The `SECRET_*` variables: which there are, and whether Java takes the last of each for Base64. */
async function differencesOfSecrets(
  judge: Conversation,
  { environment }: WholeLayers,
  { backends }: FolderConfiguration,
): Promise<readonly string[]> {
  const own = backends.flatMap((backend) => (backend.type === 'env' ? backend.definitions.definitions : []));
  const last = new Map(own.map((definition) => [definition.variable, definition.encoding]));
  const differences: string[] = [];
  for (const [name, value] of Object.entries(environment)) {
    if (!name.startsWith('SECRET_')) continue;
    const encoding = last.get(name);
    if (encoding === undefined) differences.push(`${name} is not there`);
    if (encoding === undefined || encoding === 'not-known') continue;
    const isBase64 = await askBase64(judge, value.replace(/[\r\n]/g, ''));
    if (isBase64 !== (encoding === 'base64')) differences.push(`${name} is ${encoding}`);
  }
  for (const [name, encoding] of last) {
    if (!(name in environment) && encoding !== 'not-known') differences.push(`${name} is there`);
  }
  return differences;
}
