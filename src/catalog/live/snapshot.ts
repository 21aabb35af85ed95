import type { Backend } from '../../configuration/index.ts';
import { kestraTypeOf, kindOf } from '../../managers/table.ts';
import type { Failure } from '../../ports/failure.ts';
import type { StoreAbilities, StoredSecret } from '../../stores/index.ts';
import type { CatalogDependencies } from '../open.ts';
import type { ListGap } from '../reasons.ts';
import { isReadOnly } from '../rules/read-only.ts';
import type { BackendSnapshot, FreshAnswer } from '../types.ts';
import { visibleSecret } from '../visible.ts';
import { createEntries, type Entries, type Entry } from './entries.ts';
import { hasSameRules } from './same-place.ts';

/** What changes while a backend lives. */
export interface State {
  readonly state: BackendSnapshot['state'];
  readonly failure: Failure | null;
  readonly incompleteBecause: ListGap | null;
  readonly fetchedAt: number | null;
  /** When the list that is held was begun, ms since the epoch; null: there is none. */
  readonly listedSince: number | null;
  /** Since when the list is refused while single names may be asked for, ms since the epoch; null: it is not. */
  readonly refusedAt: number | null;
  /** Whether the entries are those of a whole list, whose place none takes that a fault ended. */
  readonly isWhole: boolean;
  /** Where all of this was learnt, as its location; null: nothing was asked yet. */
  readonly place: string | null;
  /** Changed in place, since a list may be long, and single answers many; each list, and other rules, begin with another one. */
  readonly entries: Entries;
  /** The backend by whose rules the entries are seen: an earlier one, while a long list is made anew by other rules. */
  readonly ruledBy: Backend;
  /** Changed in place; each list, and each place, begins with another one. */
  readonly fresh: Map<string, FreshAnswer>;
}

/** What a list and single answers tell. */
export type Known = 'fetchedAt' | 'listedSince' | 'refusedAt' | 'isWhole' | 'entries' | 'ruledBy' | 'fresh';

/** What is told of a backend beside its state. */
export interface Beside {
  readonly abilities: StoreAbilities | null;
  /** How many names came so far, while a list takes long. */
  readonly listing: number | null;
  readonly stopped: boolean;
}

/** What is known of one remote backend: what it listed, and what it answered since. */
export interface Knowledge {
  readonly backend: () => Backend;
  readonly state: () => State;
  readonly become: (next: Partial<State>) => void;
  /** What was learnt elsewhere (the user connects differently now) says nothing of what is here. */
  moveTo(place: string): void;
  /** A secret as Kestra sees it by the rules of a backend. */
  entryOf(ruledBy: Backend, secret: StoredSecret, askedAt: number | null): Entry;
  /** Takes its rules over, which a long list meets a stretch at a time, and where it is written. */
  adopt(same: Backend): void;
  /** To be called where what `beside` tells has changed. */
  outdate(): void;
  snapshot(location: string, beside: () => Beside): BackendSnapshot;
}

export function createKnowledge(
  configured: Backend,
  { clock, offline: isOffline = false }: Pick<CatalogDependencies, 'clock' | 'offline'>,
  life: AbortSignal,
  changed: () => void,
): Knowledge {
  const identity = {};
  let backend = configured;
  let view: BackendSnapshot | null = null;
  let state: State = { ...stateAtFirst(backend, isOffline), ...nothingKnown(backend), place: null };
  let endRemake: () => void = doNothing;

  function become(next: Partial<State>): void {
    if (life.aborted) return;
    state = { ...state, ...next };
    view = null;
    if (next.entries !== undefined) takeRulesOver();
    changed();
  }

  const entryOf = (ruledBy: Backend, secret: StoredSecret, askedAt: number | null): Entry => ({
    secret,
    seen: visibleSecret(ruledBy, secret, askedAt),
    askedAt,
  });

  /** Until all entries are made anew the ones before stay, whole; work for a list or for rules of before is dropped. */
  function takeRulesOver(): void {
    endRemake();
    endRemake = doNothing;
    if (hasSameRules(backend, state.ruledBy)) {
      state = { ...state, ruledBy: backend };
      return;
    }
    const ruledBy = backend;
    const work = state.entries.remake(({ secret, askedAt }) => entryOf(ruledBy, secret, askedAt));
    const goOn = (): boolean => {
      const { done, value } = work.next();
      if (done !== true) {
        endRemake = clock.after(0, () => {
          if (!life.aborted && goOn()) changed();
        });
        return false;
      }
      state = { ...state, entries: value, ruledBy: backend };
      view = null;
      return true;
    };
    goOn();
  }

  return {
    backend: () => backend,
    state: () => state,
    become,
    moveTo(place) {
      if (state.place !== place) become({ ...(state.place === null ? {} : nothingKnown(backend)), place });
    },
    entryOf,
    adopt(same) {
      const isRuledAnew = !hasSameRules(same, backend);
      backend = same;
      view = null;
      if (isRuledAnew) takeRulesOver();
      else if (hasSameRules(same, state.ruledBy)) state = { ...state, ruledBy: same };
    },
    outdate() {
      view = null;
    },
    snapshot(location, beside) {
      if (view?.location === location) return view;
      const isElsewhere = state.place !== null && state.place !== location;
      const here = isElsewhere ? { ...state, ...notListed(), ...nothingKnown(backend) } : state;
      const told = beside();
      view = snapshotOf(backend, identity, location, here, isElsewhere ? { ...told, abilities: null } : told);
      return view;
    },
  };
}

function stateAtFirst(
  { type }: Backend,
  isOffline: boolean,
): Pick<State, 'state' | 'failure' | 'incompleteBecause'> {
  if (type === 'unsupported') return { state: 'unsupported', failure: null, incompleteBecause: null };
  return isOffline ? { state: 'offline', failure: null, incompleteBecause: null } : notListed();
}

const doNothing = () => undefined;

function nothingKnown(backend: Backend): Pick<State, Known> {
  return {
    fetchedAt: null,
    listedSince: null,
    refusedAt: null,
    isWhole: false,
    entries: createEntries(),
    ruledBy: backend,
    fresh: new Map(),
  };
}

function notListed(): Pick<State, 'state' | 'failure' | 'incompleteBecause'> {
  return { state: 'incomplete', failure: null, incompleteBecause: { kind: 'not-listed-yet' } };
}

/** What others see of it at a location. */
function snapshotOf(
  backend: Backend,
  identity: object,
  location: string,
  state: State,
  { abilities, listing, stopped }: Beside,
): BackendSnapshot {
  const { entries, ruledBy } = state;
  const prefixFilter = ruledBy.filters.filterOnPrefix;
  const { index } = entries;
  return {
    identity,
    id: backend.id,
    ...kindOf(kestraTypeOf(backend)),
    level: backend.level,
    namespace: backend.namespace,
    ...(backend.configuration === undefined ? {} : { configuration: backend.configuration }),
    readOnly: isReadOnly(ruledBy),
    location,
    sources: backend.sources,
    state: state.state,
    failure: state.failure,
    incompleteBecause: state.incompleteBecause,
    fetchedAt: state.fetchedAt,
    // Made when somebody wants all of them: most look for one by its name.
    get secrets() {
      return index.secrets();
    },
    index,
    fresh: state.fresh,
    ...(state.listedSince === null ? {} : { listedSince: state.listedSince }),
    ...(state.refusedAt === null ? {} : { refusedAt: state.refusedAt }),
    ...(ruledBy.unsavedIn === undefined ? {} : { unsavedIn: ruledBy.unsavedIn }),
    ...(ruledBy.partial === true ? { partial: true } : {}),
    ...(ruledBy.needsEnterprise === true ? { needsEnterprise: true } : {}),
    ...(prefixFilter === null || !isReadOnly(ruledBy) ? {} : { prefixFilter }),
    ...(abilities === null ? {} : { abilities }),
    ...(listing === null ? {} : { listing }),
    ...(stopped ? { stopped } : {}),
  };
}
