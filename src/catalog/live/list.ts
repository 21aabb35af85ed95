import type { Backend } from '../../configuration/index.ts';
import { isCancellation, waitFor } from '../../ports/cancellation.ts';
import type { Failure } from '../../ports/failure.ts';
import type { ListPage, Store } from '../../stores/index.ts';
import type { CatalogDependencies } from '../open.ts';
import { isCloud, isReadOnly } from '../rules/read-only.ts';
import { shareByKey } from '../shared.ts';
import { createComingList, type ComingList } from './coming-list.ts';
import { failureLine, failureOf } from './failure.ts';
import { createProgress, type Progress } from './progress.ts';
import { hasSameBrokenFiles } from './same-place.ts';
import type { Beside, Knowledge, State } from './snapshot.ts';

/** Lists one backend, and holds its store while it is open: only a list opens one. */
export interface Lister {
  /** The store that may be asked; null: none is open. */
  readonly store: () => Store | null;
  isListing(): boolean;
  /** When a list was last tried, ms since the epoch; null: never, or not with the tags that its rules need now. */
  lastTryAt(): number | null;
  /** Opens the store anew and lists it; shared by all who call meanwhile. Its failure becomes state, not a rejection. */
  list(signal: AbortSignal): Promise<void>;
  /** Lists it where that costs no login, and does nothing where it does. */
  renew(signal: AbortSignal): Promise<void>;
  /** Ends the list that is under way, on the user's word: from then on only a refresh lists anew. */
  stop(): void;
  /**
   * To be called when rules were taken over from what the backend was `before`: what they need and no list has told yet
   * is listed.
   */
  takeRules(before: Backend): void;
  readonly beside: () => Beside;
  close(): void;
}

/** A list that is under way. */
interface Listing {
  readonly place: string;
  /** Ends with the backend's own. */
  readonly life: AbortController;
  readonly done: Promise<void>;
}

/**
 * `onNewWord` is called when what single questions found out of the backend holds no more: a list was answered, be it with
 * a refusal, or the place is another one. `life`: the backend's own.
 */
export function createLister(
  knowledge: Knowledge,
  dependencies: CatalogDependencies,
  life: AbortSignal,
  { onChange, onNewWord }: { readonly onChange: () => void; readonly onNewWord: () => void },
): Lister {
  const { clock, log } = dependencies;
  const { backend, state, become } = knowledge;
  const shareRenewal = shareByKey<undefined>();
  let store: Store | null = null;
  let listing: Listing | null = null;
  let progress: Progress | null = null;
  let stopped = false;
  let tried: number | null = null;
  let listedWithTags = false;

  function closeStore(): void {
    store?.close();
    store = null;
    knowledge.outdate();
  }

  /** No question about the new place goes to the store of the old one. */
  function moveTo(place: string): void {
    if (state().place === place) return;
    closeStore();
    onNewWord();
    knowledge.moveTo(place);
  }

  async function open(signal: AbortSignal): Promise<Store | null> {
    const opened = await dependencies.open(backend(), signal);
    if (opened.state === 'open') return opened.store;
    // Who may no longer be asked is not asked for single names, either.
    closeStore();
    const nothing = { incompleteBecause: null, refusedAt: null };
    if (opened.state === 'blocked') become({ ...nothing, state: 'blocked', failure: opened.failure });
    else become({ ...nothing, state: 'unsupported', failure: null });
    return null;
  }

  /** `asked`: a store that is open; null: one is opened. */
  async function listAnew(asked: Store | null, place: string, signal: AbortSignal): Promise<void> {
    let next = asked;
    moveTo(place);
    const coming = createComingList(knowledge, clock.now());
    const withTags = needsTags(backend());
    const itsProgress = createProgress(clock, () => become({}));
    progress = itsProgress;
    try {
      next ??= await open(signal);
      if (next === null) return;
      if (state().state === 'blocked') become(beingListed());
      let last: Omit<ListPage, 'secrets'> = {};
      for await (const page of next.list({ withTags }, signal)) {
        if (page.refused !== undefined) {
          noteRefusal(page.refused);
          return;
        }
        coming.add(page.secrets);
        itsProgress.add(page.secrets.length);
        last = page;
      }
      takeOver(last, coming, withTags);
    } catch (error) {
      noteFailure(error, coming, withTags);
    } finally {
      itsProgress.end();
      progress = null;
      knowledge.outdate();
      keep(next);
    }
  }

  /** The store that was just listed is the one that is asked from now on. */
  function keep(next: Store | null): void {
    if (life.aborted) {
      next?.close();
    } else if (next !== null && next !== store) {
      store?.close();
      store = next;
    }
  }

  function takeOver(last: Omit<ListPage, 'secrets'>, coming: ComingList, withTags: boolean): void {
    const { cutShort = null, byFault = false } = last;
    onNewWord();
    become({
      state: cutShort === null ? 'complete' : 'incomplete',
      failure: null,
      incompleteBecause: cutShort === null ? null : { kind: 'cut-short', cuts: cutShort },
      ...(byFault && state().isWhole ? { refusedAt: null } : listOf(coming, withTags, cutShort === null)),
    });
    log.info(`${backend().id}: listed ${String(coming.count())} names`);
  }

  /** A new list; what was learnt of single secrets before stays, with the time it was learnt. */
  function listOf(coming: ComingList, withTags: boolean, isWhole: boolean): Partial<State> {
    listedWithTags = withTags;
    return {
      fetchedAt: clock.now(),
      listedSince: coming.since,
      refusedAt: null,
      isWhole,
      entries: coming.finish(),
      ruledBy: coming.ruledBy,
      fresh: new Map(),
    };
  }

  function noteRefusal(failure: Failure): void {
    log.warn(failureLine(backend(), failure));
    onNewWord();
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
  function noteFailure(error: unknown, coming: ComingList, withTags: boolean): void {
    if (life.aborted) return;
    const nothingNew = coming.count() === 0 || state().isWhole;
    const came = nothingNew ? {} : listOf(coming, withTags, false);
    if (isCancellation(error)) {
      become({ state: 'incomplete', failure: null, incompleteBecause: { kind: 'stopped' }, ...came });
      return;
    }
    const failure = failureOf(error, backend());
    log.warn(failureLine(backend(), failure));
    if (nothingNew) {
      // A session that is over is found out by the first question, and then nothing was sent.
      const nothingSent = failure.kind === 'signed-out' && coming.count() === 0;
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

  const isListing = () => listing !== null;
  const mayBeAsked = () => dependencies.offline !== true && backend().type !== 'unsupported';

  /** `asked`: a store that is open; null: one is opened. */
  function startListing(place: string, asked: Store | null): Listing {
    tried = clock.now();
    stopped = false;
    const itsLife = new AbortController();
    const end = () => itsLife.abort();
    life.addEventListener('abort', end);
    const start = async () => {
      if (life.aborted) asked?.close();
      else await listAnew(asked, place, itsLife.signal);
    };
    // One of another place, from before the user connected differently, or one that was stopped ends first.
    const begun = listing === null ? start() : listing.done.then(start);
    const next = {
      place,
      life: itsLife,
      done: begun.finally(() => {
        life.removeEventListener('abort', end);
        if (listing === next) listing = null;
        onChange();
      }),
    };
    listing = next;
    onChange();
    return next;
  }

  async function renew(): Promise<undefined> {
    const place = dependencies.locationOf(backend());
    if (!mayBeAsked() || isListing() || stopped || state().place !== place) return;
    const asked = await openWithoutLogin();
    if (asked === null) return;
    if (isListing() || life.aborted || dependencies.locationOf(backend()) !== place) {
      if (asked !== store) asked.close();
      return;
    }
    await startListing(place, asked).done;
  }

  /** A newly opened store, or else the one that is open: whichever needs no login. null: neither. Sends nothing. */
  async function openWithoutLogin(): Promise<Store | null> {
    try {
      const opened = await open(life);
      if (opened?.needsLogin() !== true) return opened;
      opened.close();
      return store?.needsLogin() === false ? store : null;
    } catch (error) {
      if (!isCancellation(error)) log.warn(`${backend().id}: ${failureOf(error, backend()).kind}`);
      return null;
    }
  }

  return {
    store: () => store,
    isListing,
    lastTryAt: () => tried,
    list(signal) {
      if (!mayBeAsked()) return Promise.resolve();
      const place = dependencies.locationOf(backend());
      const isUnderWay = listing?.place === place && !listing.life.signal.aborted;
      const { done } = listing !== null && isUnderWay ? listing : startListing(place, null);
      return waitFor(done, signal);
    },
    renew: (signal) => waitFor(shareRenewal('', renew), signal),
    stop() {
      if (listing === null) return;
      stopped = true;
      listing.life.abort();
    },
    takeRules(before) {
      const lacksTags = needsTags(backend()) && !listedWithTags && backend().unsavedIn === undefined;
      // Where nothing may be sent, a file that cannot be read may be why.
      const isReadAnew = state().state === 'blocked' && !hasSameBrokenFiles(before, backend());
      if (lacksTags || isReadAnew) tried = null;
    },
    beside: () => ({ abilities: store?.abilities ?? null, listing: progress?.toldCount() ?? null, stopped }),
    close: closeStore,
  };
}

/** Where nothing was sent until now: it is asked at last. */
function beingListed(): Pick<State, 'state' | 'failure' | 'incompleteBecause'> {
  return { state: 'incomplete', failure: null, incompleteBecause: { kind: 'being-listed' } };
}

/** Tags cost requests at some managers: they are asked only where a filter or the name needs them. */
function needsTags(backend: Backend): boolean {
  if (isCloud(backend.type)) return true;
  return isReadOnly(backend) && (backend.filters.filterOnTags ?? backend.filters.excludedTags) !== null;
}
