import type { Failure } from '../../ports/failure.ts';
import type { AboutKestra, KestraList } from '../../stores/index.ts';
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

/** A list with the names of more namespaces. */
export function withMore(known: KestraTold, list: KestraList): Partial<KestraTold> {
  const names = onceEach([...known.names, ...list.names], ({ name, namespace }) => [name, namespace]);
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

function onceEach<T>(all: readonly T[], keyOf: (each: T) => unknown): readonly T[] {
  return [...new Map(all.map((each) => [JSON.stringify(keyOf(each)), each])).values()];
}
