import type { Backend } from '../../configuration/types.ts';
import type { Failure } from '../../ports/failure.ts';
import type { Store, StoredSecret } from '../../stores/contract.ts';
import { isReadOnly } from '../rules/read-only.ts';
import type { ListGap } from '../reasons.ts';
import { withSameNames } from './same-names.ts';
import type { BackendSnapshot, FreshAnswer, VisibleSecret } from '../types.ts';

export interface Entry {
  readonly secret: StoredSecret;
  readonly seen: VisibleSecret;
  /** When the secret itself was last asked for, ms since the epoch; null: it is known from lists only. */
  readonly askedAt: number | null;
}

/** What changes while a backend lives. */
export interface State {
  readonly state: BackendSnapshot['state'];
  readonly failure: Failure | null;
  readonly incompleteBecause: ListGap | null;
  readonly fetchedAt: number | null;
  /** Since when the list is refused while single names may be asked for, ms since the epoch; null: it is not. */
  readonly refusedAt: number | null;
  /** Whether the entries are those of a whole list, whose place none takes that a fault ended. */
  readonly isWhole: boolean;
  /** Where all of this was learnt, as its location; null: nothing was asked yet. */
  readonly place: string | null;
  /** By the name the store is asked with. Changed in place: a list may be long, and single answers many. */
  readonly entries: Map<string, Entry>;
  readonly fresh: Map<string, FreshAnswer>;
}

/** What a list and single answers tell. */
export type Known = 'fetchedAt' | 'refusedAt' | 'isWhole' | 'entries' | 'fresh';

export function nothingKnown(): Pick<State, Known> {
  return { fetchedAt: null, refusedAt: null, isWhole: false, entries: new Map(), fresh: new Map() };
}

export function notListed(): Pick<State, 'state' | 'failure' | 'incompleteBecause'> {
  return { state: 'incomplete', failure: null, incompleteBecause: { kind: 'not-listed-yet' } };
}

/** Where nothing was sent until now: it is asked at last. */
export function beingListed(): Pick<State, 'state' | 'failure' | 'incompleteBecause'> {
  return { state: 'incomplete', failure: null, incompleteBecause: { kind: 'being-listed' } };
}

/** By entries: thousands of answers that change nothing of a long list do not have it made anew. */
const shown = new WeakMap<ReadonlyMap<string, Entry>, readonly VisibleSecret[]>();

/** To be called after entries were changed in place. */
export function entriesChanged(entries: ReadonlyMap<string, Entry>): void {
  shown.delete(entries);
}

function secretsIn(entries: ReadonlyMap<string, Entry>): readonly VisibleSecret[] {
  const known = shown.get(entries) ?? withSameNames(Array.from(entries.values(), (entry) => entry.seen));
  shown.set(entries, known);
  return known;
}

/** What others see of it at a location, `store` being open. */
export function snapshotOf(
  backend: Backend,
  location: string,
  state: State,
  store: Store | null,
): BackendSnapshot {
  const prefixFilter = backend.filters.filterOnPrefix;
  return {
    id: backend.id,
    type: backend.type === 'unsupported' ? backend.kestraType : backend.type,
    level: backend.level,
    namespace: backend.namespace,
    readOnly: isReadOnly(backend),
    location,
    sources: backend.sources,
    state: state.state,
    failure: state.failure,
    incompleteBecause: state.incompleteBecause,
    fetchedAt: state.fetchedAt,
    secrets: secretsIn(state.entries),
    fresh: state.fresh,
    ...(state.refusedAt === null ? {} : { refusedAt: state.refusedAt }),
    ...(backend.unsavedIn === undefined ? {} : { unsavedIn: backend.unsavedIn }),
    ...(backend.partial === true ? { partial: true } : {}),
    ...(prefixFilter === null || !isReadOnly(backend) ? {} : { prefixFilter }),
    ...(store === null ? {} : { abilities: store.abilities }),
  };
}
