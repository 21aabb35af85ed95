import type { Failure } from '../../ports/failure.ts';
import type { AboutKestra, KestraList, ListedName } from '../../stores/index.ts';
import type { KestraFacts } from './types.ts';

/** What one place told. */
export type KestraTold = Omit<KestraFacts, 'endpoint' | 'tenant' | 'listing' | 'stopped' | 'readsApart'> & {
  readonly absent: Map<string, number>;
};

export function nothingKnown(isOffline: boolean): KestraTold {
  return {
    about: null,
    state: isOffline ? 'offline' : 'incomplete',
    failure: null,
    readOnly: null,
    names: [],
    told: [],
    gaps: [],
    fetchedAt: null,
    absent: new Map(),
    answers: [],
  };
}

/** `at`: ms since the epoch. */
export function wholeList(about: AboutKestra | null, list: KestraList, at: number): Partial<KestraTold> {
  const { readOnly, names, told, gaps } = list;
  const state = gaps.length === 0 ? 'complete' : 'incomplete';
  return { about, readOnly, names, told, gaps, state, failure: null, fetchedAt: at, absent: new Map() };
}

/** A list with the names of more namespaces; its array of names stays the same where nothing new is told of any. */
export function withMore(known: KestraTold, list: KestraList): Partial<KestraTold> {
  const gaps = onceEach([...known.gaps, ...list.gaps]);
  return {
    names: joinNames(known.names, list.names),
    gaps,
    told: [...new Set([...known.told, ...list.told])],
    state: gaps.length === 0 ? 'complete' : 'incomplete',
  };
}

/** What namespaces told after the tenant's list was refused; `at`: ms since the epoch. */
export function withoutTenant(about: AboutKestra | null, list: KestraList, at: number): Partial<KestraTold> {
  return wholeList(about, { ...list, gaps: [{ kind: 'no-right', namespace: null }, ...list.gaps] }, at);
}

/** Whether the login was accepted, and may see none of what was asked for. */
export function isRefusal(failure: Failure | null): boolean {
  return failure?.kind === 'denied' && failure.ofLogin !== true;
}

/** Where each name stands in a list, of the longest that were joined: lists grow by a namespace at a time, and each joins the one before. */
const placesIn = new WeakMap<readonly ListedName[], Map<string, number>>();

/** Names with those of others behind them that are new; tags of a name that are told for the first time take its place. */
function joinNames(names: readonly ListedName[], others: readonly ListedName[]): readonly ListedName[] {
  const places = placesIn.get(names) ?? new Map(names.map((each, at) => [nameKey(each), at]));
  placesIn.set(names, places);
  let joined: ListedName[] | null = null;
  for (const each of others) {
    const key = nameKey(each);
    const at = places.get(key);
    if (at !== undefined && ((joined ?? names)[at]?.tags !== null || each.tags === null)) continue;
    if (joined === null) {
      joined = [...names];
      // The places are those of the longer list from now on.
      placesIn.delete(names);
      placesIn.set(joined, places);
    }
    if (at === undefined) places.set(key, joined.push(each) - 1);
    else joined[at] = each;
  }
  return joined ?? names;
}

function nameKey({ name, namespace }: ListedName): string {
  return JSON.stringify([name, namespace]);
}

function onceEach<T>(all: readonly T[]): readonly T[] {
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
}
