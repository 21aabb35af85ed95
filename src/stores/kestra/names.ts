import type { FollowPorts } from '../paging.ts';
import { followPages } from '../paging.ts';
import { mapAtOnce } from '../concurrency.ts';
import { isKestraNamespace } from '../../managers/kestra.ts';
import { readExpressions, readInherited, readSecretPage } from './answers.ts';
import type { KestraAnswer, KestraClient } from './client.ts';
import type { AboutKestra, KestraGap, KestraList, ListedName } from './contract.ts';
import { kestraNotAllowed, kestraNotThere, unexpectedKestraForm } from './failures.ts';
import {
  expressionsQuestion,
  inheritedQuestion,
  listQuestion,
  oldListQuestion,
  pageSize,
  type KestraQuestion,
} from './questions.ts';
import type { KestraSettings } from './settings.ts';

/** What names are read with. */
export interface NameReader {
  readonly settings: KestraSettings;
  readonly client: KestraClient;
  readonly ports: FollowPorts;
  readonly signal: AbortSignal;
}

/**
 * How far one list was told: whole, not to its end, not as one and the same, not to this login, or this Kestra has no such
 * list.
 */
type Reach = 'whole' | 'cut' | 'changed' | 'refused' | 'not-there';

interface ReadNames {
  readonly reach: Reach;
  readonly names: readonly ListedName[];
}

/**
 * The tenant's names, and of each namespace its own and those that it inherits. In open source the tenant's are all there
 * are, and every namespace sees them. Throws a FailureError where nothing was told at all.
 */
export async function readNames(
  reader: NameReader,
  edition: AboutKestra['edition'],
  namespaces: readonly string[],
): Promise<KestraList> {
  const tenant = await readPages(reader, (page) => listQuestion(reader.settings, null, page));
  const { readOnly } = tenant;
  if (edition === 'open-source' || (edition === 'not-told' && isWithoutNamespaces(tenant.names))) {
    if (tenant.reach === 'not-there') throw kestraNotThere(reader.settings);
    if (tenant.reach === 'refused') throw kestraNotAllowed(reader.settings);
    const isWhole = tenant.reach === 'whole';
    const names = mergeNames([tenant.names.map((each) => ({ ...each, namespace: null }))]);
    return { readOnly, names, told: isWhole ? namespaces : [], gaps: gapsOf(tenant.reach, null) };
  }
  const of = await readNamespaces(reader, namespaces);
  if (of.told.length === 0 && tenant.names.length + of.names.length === 0) {
    if (tenant.reach === 'refused') throw kestraNotAllowed(reader.settings);
    if (tenant.reach === 'not-there') throw kestraNotThere(reader.settings);
  }
  // Whoever owns a name that is told without a namespace, it is not every flow.
  const named = tenant.names.filter(({ namespace }) => namespace !== null);
  const reach = named.length === tenant.names.length ? tenant.reach : 'not-there';
  return {
    readOnly,
    names: mergeNames([named, of.names]),
    told: of.told,
    gaps: onceEachKind([...gapsOf(reach, null), ...of.gaps]),
  };
}

/** Of each namespace its own names and those that it inherits; what is not told is among the gaps. */
export async function readNamespaces(reader: NameReader, namespaces: readonly string[]): Promise<KestraList> {
  const each = await mapAtOnce([...new Set(namespaces)], async (namespace) => ({
    namespace,
    ...(await readNamespace(reader, namespace)),
  }));
  return {
    readOnly: null,
    names: mergeNames(each.map(({ names }) => names)),
    told: each.filter(({ reach }) => reach === 'whole').map(({ namespace }) => namespace),
    gaps: onceEachKind(each.flatMap(({ reach, namespace }) => gapsOf(reach, namespace))),
  };
}

/** Those of a namespace are different ones. */
function onceEachKind(gaps: readonly KestraGap[]): readonly KestraGap[] {
  return gaps.filter(
    (gap, index) => 'namespace' in gap || gaps.findIndex(({ kind }) => kind === gap.kind) === index,
  );
}

function isWithoutNamespaces(names: readonly ListedName[]): boolean {
  return names.length > 0 && names.every(({ namespace }) => namespace === null);
}

function gapsOf(reach: Reach, namespace: string | null): readonly KestraGap[] {
  switch (reach) {
    case 'whole':
      return [];
    case 'cut':
      return [{ kind: 'too-long' }];
    case 'changed':
      return [{ kind: 'changed' }];
    case 'refused':
      return [{ kind: 'no-right', namespace }];
    case 'not-there':
      return [{ kind: 'not-asked', namespace }];
  }
}

/** Each once; where two tell of one, the one that tells its tags counts. */
function mergeNames(lists: readonly (readonly ListedName[])[]): readonly ListedName[] {
  const merged = new Map<string, ListedName>();
  for (const each of lists.flat()) {
    const key = JSON.stringify([each.namespace, each.name]);
    const before = merged.get(key);
    if (before === undefined || (before.tags === null && each.tags !== null)) merged.set(key, each);
  }
  return [...merged.values()];
}

/** What a namespace holds itself, and what it inherits; where that is not told, what its flows may write. */
async function readNamespace(reader: NameReader, namespace: string): Promise<ReadNames> {
  if (!isKestraNamespace(namespace)) return { reach: 'not-there', names: [] };
  const { settings } = reader;
  const listed = await readPages(reader, (page) => listQuestion(settings, namespace, page));
  const own =
    listed.reach === 'not-there'
      ? await readPages(reader, (page) => oldListQuestion(settings, namespace, page))
      : listed;
  // Of the old question nobody repeats whose the names are.
  const ownNames = own.names.map((each) => ({ ...each, namespace: each.namespace ?? namespace }));
  const inherited = await ask(reader, inheritedQuestion(settings, namespace), readInherited);
  const names = [...ownNames, ...inherited.names];
  const reaches = [own.reach, inherited.reach];
  if (reaches.every((reach) => reach === 'whole')) return { reach: 'whole', names };
  const written = await ask(reader, expressionsQuestion(settings, namespace), (body) =>
    readExpressions(body, namespace),
  );
  if (written.names.length > 0) return { reach: 'whole', names: addUnknown(names, written.names) };
  return { reach: reaches.find((reach) => reach !== 'whole') ?? 'whole', names };
}

/** What flows may write is told without its namespace: it is the flow's own only where no other is known to have it. */
function addUnknown(names: readonly ListedName[], written: readonly ListedName[]): readonly ListedName[] {
  const known = new Set(names.map(({ name }) => name));
  return [...names, ...written.filter(({ name }) => !known.has(name))];
}

async function ask(
  { settings, client, signal }: NameReader,
  question: KestraQuestion,
  read: (body: unknown) => readonly ListedName[] | null,
): Promise<ReadNames> {
  const answer = await client.ask(question, signal);
  if (answer.status !== 200) return { reach: reachOf(answer), names: [] };
  const names = read(answer.body);
  if (names === null) throw unexpectedKestraForm(settings);
  return { reach: 'whole', names };
}

function reachOf({ status }: KestraAnswer): Reach {
  return status === 403 ? 'refused' : 'not-there';
}

/** A list page by page, as far as it is followed. */
async function readPages(
  { settings, client, ports, signal }: NameReader,
  question: (page: number) => KestraQuestion,
): Promise<ReadNames & { readonly readOnly: boolean | null }> {
  const names: ListedName[] = [];
  const totals = new Set<number>();
  let reach: Reach = 'whole';
  let readOnly: boolean | null = null;
  const askPage = async (next: string | null) => {
    const page = Number(next ?? 1);
    const answer = await client.ask(question(page), signal);
    if (answer.status !== 200) {
      reach = reachOf(answer);
      return { items: [], next: null, size: answer.size };
    }
    const read = readSecretPage(answer.body);
    if (read === null) throw unexpectedKestraForm(settings);
    ({ readOnly } = read);
    totals.add(read.total);
    const isLast = page * pageSize >= read.total || read.names.length === 0;
    return { items: read.names, next: isLast ? null : String(page + 1), size: answer.size };
  };
  for await (const { items, cutShort } of followPages(askPage, ports, signal)) {
    for (const each of items) names.push(each);
    if (cutShort !== undefined) reach = 'cut';
  }
  // Names may come and go between two pages: a whole list has as many different ones as Kestra counted, at each. One that
  // counts fewer than it shows may count, or show, no more than a part.
  const different = new Set(names.map(({ name, namespace }) => JSON.stringify([namespace, name]))).size;
  const isOne = totals.size === 1 && totals.has(different);
  return { reach: reach === 'whole' && !isOne ? 'changed' : reach, names, readOnly };
}
