import * as l10n from '@vscode/l10n';
import pLimit from 'p-limit';
import type { Backend } from '../../configuration/types.ts';
import { backendName } from '../../managers/name.ts';
import { isFailureError, type Failure } from '../../ports/failure.ts';
import { cancelled, isCancellation, waitFor } from '../../ports/cancellation.ts';
import type { ListPage, Store, StoredSecret, Subkeys } from '../../stores/contract.ts';
import type { CatalogDependencies } from '../open.ts';
import {
  beingListed,
  entriesChanged,
  nothingKnown,
  notListed,
  snapshotOf,
  type Entry,
  type Known,
  type State,
} from './state.ts';
import { createProgress, type Progress } from './progress.ts';
import { createQuestions } from './questions.ts';
import { isCloud, isReadOnly } from '../rules/read-only.ts';
import { shareByKey } from '../shared.ts';
import type { BackendSnapshot } from '../types.ts';
import { seenByKestra } from '../visible.ts';

/** One remote backend with its state: what it listed, what it answered since, and the store while it is open. */
export interface LiveBackend {
  readonly id: string;
  /** Whether `other` is the same place, asked as the same, whatever its rules and wherever it is written. */
  isSameAs(other: Backend): boolean;
  /** Takes over its rules, which are applied to the list that is held, and the places where it is written now. */
  adopt(same: Backend): void;
  snapshot(): BackendSnapshot;
  isListing(): boolean;
  /** Whether anything is being asked. */
  isBusy(): boolean;
  /** When a list was last tried, ms since the epoch; null: never, or not with the tags that its rules need now. */
  triedAt(): number | null;
  /** Ends the list that is under way, on the user's word: from then on only a refresh lists anew. */
  stop(): void;
  /** Opens the store anew and lists it; shared by all who call meanwhile. Its failure becomes state, not a rejection. */
  list(signal: AbortSignal): Promise<void>;
  /** Lists it where that costs no login, and does nothing where it does. */
  renew(signal: AbortSignal): Promise<void>;
  /** Asks for one name freshly and takes the answer into the snapshot; its failure too. */
  ask(name: string, signal: AbortSignal): Promise<undefined>;
  /** Takes down that a complete list, relied on now, does not have the name, and that no question would add to that. */
  noteAbsence(name: string): void;
  /** Learns one secret's subkeys. Rejects with a FailureError. */
  learnSubkeys(name: string, options: { readonly readValue: boolean }, signal: AbortSignal): Promise<Subkeys>;
  close(): void;
}

/** A list that is under way. */
interface Listing {
  readonly place: string;
  /** Ends with the backend's own. */
  readonly life: AbortController;
  readonly done: Promise<void>;
}

export function createLiveBackend(
  configured: Backend,
  dependencies: CatalogDependencies,
  changed: () => void,
): LiveBackend {
  const { clock, log } = dependencies;
  const life = new AbortController();
  const identity = {};
  let backend = configured;
  const questions = createQuestions(() => backendName(backend), clock, life.signal);
  const oneAtATime = pLimit(1);
  const shareQuestion = shareByKey<undefined>();
  const shareSubkeys = shareByKey<Subkeys>();
  let store: Store | null = null;
  let listing: Listing | null = null;
  let progress: Progress | null = null;
  let stopped = false;
  let logged: Failure | null = null;
  let tried: number | null = null;
  let listedWithTags = false;
  let view: BackendSnapshot | null = null;
  let state: State = {
    ...(dependencies.offline === true
      ? { state: 'offline', failure: null, incompleteBecause: null }
      : notListed()),
    ...nothingKnown(),
    place: null,
  };
  if (backend.type === 'unsupported') state = { ...state, state: 'unsupported', incompleteBecause: null };

  function become(next: Partial<State>): void {
    if (life.signal.aborted) return;
    state = { ...state, ...next };
    view = null;
    changed();
  }

  async function open(signal: AbortSignal): Promise<Store | null> {
    const opened = await dependencies.open(backend, signal);
    if (opened.state === 'open') return opened.store;
    // Who may no longer be asked is not asked for single names, either.
    store?.close();
    store = null;
    const nothing = { incompleteBecause: null, refusedAt: null };
    if (opened.state === 'blocked') become({ ...nothing, state: 'blocked', failure: opened.failure });
    else become({ ...nothing, state: 'unsupported', failure: null });
    return null;
  }

  /** What was learnt elsewhere (the user connects differently now) says nothing of what is here. */
  function moveTo(place: string): void {
    if (state.place !== place) become({ ...(state.place === null ? {} : nothingKnown()), place });
  }

  /** `asked`: a store that is open; null: one is opened. */
  async function listAnew(asked: Store | null, place: string, signal: AbortSignal): Promise<void> {
    const secrets: StoredSecret[] = [];
    let last: Omit<ListPage, 'secrets'> = {};
    let next = asked;
    const withTags = needsTags(backend);
    moveTo(place);
    const coming = createProgress(clock, () => become({}));
    progress = coming;
    try {
      next ??= await open(signal);
      if (next === null) return;
      if (state.state === 'blocked') become(beingListed());
      for await (const page of next.list({ withTags }, signal)) {
        if (page.refused !== undefined) {
          listRefused(page.refused);
          return;
        }
        for (const secret of page.secrets) secrets.push(secret);
        coming.add(page.secrets.length);
        last = page;
      }
      const { cutShort = null, byFault = false } = last;
      questions.resume();
      become({
        state: cutShort === null ? 'complete' : 'incomplete',
        failure: null,
        incompleteBecause: cutShort === null ? null : { kind: 'cut-short', because: cutShort },
        ...(byFault && state.isWhole ? { refusedAt: null } : listed(secrets, withTags, cutShort === null)),
      });
      log.info(`${backend.id}: listed ${String(secrets.length)} names`);
    } catch (error) {
      listFailed(error, secrets, withTags);
    } finally {
      coming.end();
      progress = null;
      view = null;
      if (life.signal.aborted) {
        next?.close();
      } else if (next !== null && next !== store) {
        store?.close();
        store = next;
      }
    }
  }

  function listRefused(failure: Failure): void {
    log.warn(`${backend.id}: ${failure.kind}: ${failure.detail ?? failure.message}`);
    become({
      state: 'failed',
      failure,
      incompleteBecause: null,
      refusedAt: clock.now(),
      fresh: new Map(),
    });
  }

  /**
   * The last whole list stays, and what came before the failure is dropped: it would be a shorter one. Without a whole
   * list the pages that came count, as an incomplete one.
   */
  function listFailed(error: unknown, secrets: readonly StoredSecret[], withTags: boolean): void {
    if (life.signal.aborted) return;
    const nothingNew = secrets.length === 0 || state.isWhole;
    const came = nothingNew ? {} : listed(secrets, withTags, false);
    if (isCancellation(error)) {
      become({ state: 'incomplete', failure: null, incompleteBecause: { kind: 'stopped' }, ...came });
      return;
    }
    const failure = failureOf(error, backend);
    log.warn(`${backend.id}: ${failure.kind}: ${failure.detail ?? failure.message}`);
    if (nothingNew) {
      // A session that is over is found out by the first question, and then nothing was sent.
      const nothingSent = failure.kind === 'signed-out' && secrets.length === 0;
      become({
        state: nothingSent ? 'blocked' : 'failed',
        failure,
        incompleteBecause: null,
        refusedAt: null,
      });
    } else {
      become({ state: 'incomplete', failure, incompleteBecause: { kind: 'failed', failure }, ...came });
    }
  }

  function entryOf(secret: StoredSecret, askedAt: number | null): Entry {
    return { secret, seen: seenByKestra(backend, secret, askedAt), askedAt };
  }

  function relisted(secret: StoredSecret, before: Entry | undefined, now: number): Entry {
    const tells = secret.readable !== 'unknown';
    // A read has told of it what the list does not.
    if (secret.readable === 'not-told' && before?.secret.readable === 'no-version') {
      return entryOf({ ...secret, readable: 'no-version' }, before.askedAt);
    }
    if (secret.subkeys.state !== 'not-read') return entryOf(secret, now);
    if (before?.askedAt == null || (tells && before.secret.subkeys.state === 'not-read')) {
      return entryOf(secret, tells ? now : null);
    }
    const { readable, subkeys } = before.secret;
    return entryOf({ ...secret, readable: tells ? secret.readable : readable, subkeys }, before.askedAt);
  }

  /** A new list; what was learnt of single secrets before stays, with the time it was learnt. */
  function listed(secrets: readonly StoredSecret[], withTags: boolean, isWhole: boolean): Pick<State, Known> {
    const now = clock.now();
    listedWithTags = withTags;
    const entries = new Map(
      secrets.map((secret) => [secret.name, relisted(secret, state.entries.get(secret.name), now)]),
    );
    return { fetchedAt: now, refusedAt: null, isWhole, entries, fresh: new Map() };
  }

  async function askAnew(name: string): Promise<undefined> {
    const asked = store;
    if (asked === null) return;
    try {
      await lookUp(asked, name);
    } catch (error) {
      if (!isCancellation(error)) noteFailure(name, error);
    }
  }

  /** Asks for one secret and takes the answer into the snapshot. */
  async function lookUp(asked: Store, name: string): Promise<Subkeys> {
    const answer = await questions.ask((signal) => asked.lookup(name, signal));
    if (answer.state === 'absent') {
      state.fresh.set(name, { state: 'absent', at: clock.now() });
      if (state.entries.delete(name)) entriesChanged(state.entries);
    } else {
      takeIn(name, answer.secret);
    }
    become({});
    return answer.state === 'absent' ? { state: 'not-read' } : answer.secret.subkeys;
  }

  function takeIn(name: string, secret: StoredSecret): void {
    state.fresh.delete(name);
    state.entries.set(name, entryOf(secret, clock.now()));
    entriesChanged(state.entries);
  }

  async function learnAnew(name: string, readValue: boolean): Promise<Subkeys> {
    // Only a list opens a store: a row that outlived its configuration must not reach a new address.
    const asked = store;
    if (asked === null) return { state: 'not-read' };
    try {
      return await learn(asked, name, readValue);
    } catch (error) {
      // What the user asked for is told to have failed; all else is asked for again when it is wanted again.
      if (readValue && isFailureError(error) && state.entries.has(name)) noteFailure(name, error);
      throw error;
    }
  }

  /** Whatever tells of subkeys without a value tells, too, whether there is one that could be read. */
  async function learn(asked: Store, name: string, readValue: boolean): Promise<Subkeys> {
    const { lookup, subkeys: way } = asked.abilities;
    if (way === 'without-value') return lookUp(asked, name);
    const isOpen = state.entries.get(name)?.secret.readable === 'unknown';
    if (lookup && isOpen) {
      await lookUp(asked, name).catch((error: unknown) => {
        // That takes a right of its own, which not everybody has.
        if (!isFailureError(error) || error.failure.kind !== 'denied') throw error;
      });
    }
    if (!readValue || !state.entries.has(name)) return { state: 'not-read' };
    // Of values no more than one is here at any time.
    const read = await oneAtATime(() =>
      questions.ask((signal) => asked.subkeys(name, { readValue }, signal)),
    );
    const entry = state.entries.get(name);
    if (entry !== undefined && read.state !== 'not-read') {
      const learnt = read.state === 'not-readable' ? { readable: read.readable } : { subkeys: read };
      takeIn(name, { ...entry.secret, ...learnt });
      become({});
    }
    return read.state === 'not-readable' ? { state: 'not-read' } : read;
  }

  function noteFailure(name: string, error: unknown): void {
    const failure = failureOf(error, backend);
    // The failure for which a backend is not asked stands for all the names that it was not asked for.
    if (failure !== logged) log.warn(`${backend.id}: ${failure.kind}: ${failure.detail ?? failure.message}`);
    logged = failure;
    state.fresh.set(name, { state: 'failed', failure, at: clock.now() });
    become({});
  }

  const isListing = () => listing !== null;
  const isAsked = () => dependencies.offline !== true && backend.type !== 'unsupported';

  function list(signal: AbortSignal): Promise<void> {
    if (!isAsked()) return Promise.resolve();
    const place = dependencies.locationOf(backend);
    const isUnderWay = listing?.place === place && !listing.life.signal.aborted;
    const { done } = listing !== null && isUnderWay ? listing : startListing(place, null);
    return waitFor(done, signal);
  }

  /** `asked`: a store that is open; null: one is opened. */
  function startListing(place: string, asked: Store | null): Listing {
    tried = clock.now();
    stopped = false;
    const itsLife = new AbortController();
    const end = () => itsLife.abort();
    life.signal.addEventListener('abort', end);
    const start = () => (life.signal.aborted ? Promise.resolve() : listAnew(asked, place, itsLife.signal));
    // One of another place, from before the user connected differently, or one that was stopped ends first.
    const begun = listing === null ? start() : listing.done.then(start);
    const next = {
      place,
      life: itsLife,
      done: begun.finally(() => {
        life.signal.removeEventListener('abort', end);
        if (listing === next) listing = null;
        changed();
      }),
    };
    listing = next;
    changed();
    return next;
  }

  const shareRenewal = shareByKey<undefined>();

  async function renew(): Promise<undefined> {
    const place = dependencies.locationOf(backend);
    if (!isAsked() || isListing() || stopped || state.place !== place) return;
    const asked = await openWithoutLogin(life.signal);
    if (asked === null) return;
    if (isListing() || life.signal.aborted) {
      if (asked !== store) asked.close();
      return;
    }
    await startListing(place, asked).done;
  }

  /** A newly opened store, or else the one that is open: whichever needs no login. null: neither. Sends nothing. */
  async function openWithoutLogin(signal: AbortSignal): Promise<Store | null> {
    try {
      const opened = await open(signal);
      if (opened?.needsLogin() !== true) return opened;
      opened.close();
      return store?.needsLogin() === false ? store : null;
    } catch (error) {
      if (!isCancellation(error)) log.warn(`${backend.id}: ${failureOf(error, backend).kind}`);
      return null;
    }
  }

  function adopt(same: Backend): void {
    const isRuledAnew = rulesOf(same) !== rulesOf(backend);
    backend = same;
    view = null;
    if (needsTags(same) && !listedWithTags && same.unsavedIn === undefined) tried = null;
    if (!isRuledAnew) return;
    for (const [name, { secret, askedAt }] of state.entries) {
      state.entries.set(name, entryOf(secret, askedAt));
    }
    entriesChanged(state.entries);
  }

  return {
    id: backend.id,
    isSameAs: (other) => placeOf(other) === placeOf(backend),
    adopt,
    isListing,
    isBusy: () => isListing() || questions.waiting() + oneAtATime.pendingCount > 0,
    triedAt: () => tried,
    list,
    renew: (signal) => waitFor(shareRenewal('', renew), signal),
    stop() {
      if (listing === null) return;
      stopped = true;
      listing.life.abort();
    },
    ask: (name, signal) =>
      waitFor(
        shareQuestion(name, () => askAnew(name)),
        signal,
      ),
    noteAbsence(name) {
      state.fresh.set(name, { state: 'absent', at: clock.now() });
      become({});
    },
    learnSubkeys: (name, { readValue }, signal) =>
      life.signal.aborted
        ? Promise.reject(cancelled())
        : waitFor(
            shareSubkeys(`${String(readValue)} ${name}`, () => learnAnew(name, readValue)),
            signal,
          ),
    snapshot() {
      const location = dependencies.locationOf(backend);
      if (view?.location === location) return view;
      const elsewhere = state.place !== null && state.place !== location;
      const here = elsewhere ? { ...state, ...notListed(), ...nothingKnown() } : state;
      const came = progress?.told() ?? null;
      view = {
        ...snapshotOf(backend, location, here, elsewhere ? null : store),
        identity,
        ...(came === null ? {} : { listing: came }),
        ...(stopped ? { stopped } : {}),
      };
      return view;
    },
    close() {
      life.abort();
      store?.close();
      store = null;
    },
  };
}

/** What a backend says of its rules, and of where it is written. */
const rules: readonly string[] = ['readOnly', 'filters', 'prefix', 'partial'];
const places: readonly string[] = ['origins', 'sources', 'unsavedIn'];

/** What makes a backend another place, or another identity there: all of its settings but the rules. */
function placeOf(backend: Backend): string {
  return textWithout([...rules, ...places], backend);
}

/** What decides how Kestra sees what is there. */
function rulesOf(backend: Backend): string {
  const { readOnly, filters, partial } = backend;
  return textWithout(places, {
    readOnly,
    filters,
    partial,
    ...('prefix' in backend ? { prefix: backend.prefix } : {}),
  });
}

function textWithout(left: readonly string[], settings: object): string {
  return JSON.stringify(settings, (key, value: unknown) => (left.includes(key) ? undefined : value));
}

/** Tags cost requests at some managers: they are asked only where a filter or the name needs them. */
function needsTags(backend: Backend): boolean {
  if (isCloud(backend.type)) return true;
  return isReadOnly(backend) && (backend.filters.filterOnTags ?? backend.filters.excludedTags) !== null;
}

function failureOf(error: unknown, backend: Backend): Failure {
  if (isFailureError(error)) return error.failure;
  return {
    kind: 'invalid-answer',
    message: l10n.t(
      '{0} could not be asked: an unexpected error occurred; the log says more.',
      backendName(backend),
    ),
    nextSteps: [{ kind: 'retry' }],
    detail: error instanceof Error ? `${error.name} (unexpected)` : 'unexpected',
  };
}
