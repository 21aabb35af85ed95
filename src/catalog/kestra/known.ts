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
  const isNew = newBeside(known.names);
  const others = list.names.filter(isNew);
  const names = others.length === 0 ? known.names : onceEach([...known.names, ...others], nameKey);
  const gaps = onceEach([...known.gaps, ...list.gaps], (gap) => [gap]);
  return {
    names,
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

/** Of each name in a list whether its tags are told; a list never changes. */
const tagsTold = new WeakMap<readonly ListedName[], ReadonlyMap<string, boolean>>();

/** Whether a name is not among these, or its tags are told for the first time. */
function newBeside(names: readonly ListedName[]): (name: ListedName) => boolean {
  const known = tagsTold.get(names) ?? new Map(names.map((each) => [nameKey(each), each.tags !== null]));
  tagsTold.set(names, known);
  return (each) => {
    const isTold = known.get(nameKey(each));
    return isTold === undefined || (!isTold && each.tags !== null);
  };
}

function nameKey({ name, namespace }: ListedName): string {
  return JSON.stringify([name, namespace]);
}

function onceEach<T>(all: readonly T[], keyOf: (each: T) => unknown): readonly T[] {
  return [...new Map(all.map((each) => [JSON.stringify(keyOf(each)), each])).values()];
}
