import pLimit from 'p-limit';
import type { ReadsApart } from '../../configuration/index.ts';
import { isCancellation, waitFor } from '../../ports/cancellation.ts';
import type { Failure } from '../../ports/failure.ts';
import type { AboutKestra, KestraInstance } from '../../stores/index.ts';
import { lookupNamespace } from '../chain.ts';
import { certainFor, freshFor } from '../freshness.ts';
import { failureLine, failureOf } from '../live/failure.ts';
import type { CatalogDependencies } from '../open.ts';
import type { Question } from '../types.ts';
import { constantName } from '../verdict/cannot-tell.ts';
import { stepsBy } from './explain.ts';
import { withKestra } from './judge.ts';
import { nothingKnown, wholeList, withMore, type KestraTold } from './known.ts';
import { compareName, isOpenSource, listedName, listedNames, placedKestra } from './names.ts';
import { referenceIn } from './said.ts';
import type {
  AskedKestra,
  AnsweredReference,
  KestraConnection,
  KestraFacts,
  InstancePlace,
  KestraSnapshot,
} from './types.ts';

/** The running Kestra of a folder with what it told. */
export interface LiveKestra {
  /** null: none is connected. */
  snapshot(): KestraSnapshot | null;
  /** Lists it anew; shared by all who call meanwhile. Its failure becomes state. Rejects only when cancelled. */
  list(signal: AbortSignal): Promise<void>;
  /** The same, with what each of these namespaces has of it. */
  listIn(namespaces: readonly string[], signal: AbortSignal): Promise<void>;
  /** Starts a list where there is none, or an old one; does not wait. */
  freshen(): void;
  /** Lists anew what was tried more than a minute ago. */
  renew(signal: AbortSignal): Promise<void>;
  /** Asks what a verdict needs: the list where there is none, or it is too old for a name that is not in it. */
  ask(question: Question, signal: AbortSignal): Promise<void>;
  askKestra(question: Question, signal: AbortSignal): Promise<AskedKestra>;
  /** Ends the list that is under way, on the user's word. */
  stop(): void;
  isListing(): boolean;
  isBusy(): boolean;
  /** Forgets all of it: it is another one, or connected otherwise. */
  reconnect(): void;
  /** What the configuration says now of where its tasks read secrets. */
  readApart(readsApart: ReadsApart | null): void;
  close(): void;
}

interface Listing {
  /** Whether it tells all, and not only more namespaces. */
  readonly isWhole: boolean;
  readonly life: AbortController;
  readonly namespaces: readonly string[];
  readonly done: Promise<void>;
}

/** So many answers are kept, the newest. */
const answersKept = 1000;

const never = new AbortController().signal;

export function createLiveKestra(
  connection: KestraConnection,
  { clock, log, offline = false }: Pick<CatalogDependencies, 'clock' | 'log' | 'offline'>,
  onChange: () => void,
): LiveKestra {
  const oneAtATime = pLimit(1);
  let place: InstancePlace | null = null;
  /** Ends all that is asked of this place. */
  let life = new AbortController();
  let isClosed = false;
  let known: KestraTold = nothingKnown(offline);
  let instance: KestraInstance | null = null;
  let listing: Listing | null = null;
  let tried: number | null = null;
  let stopped = false;
  let readsApart: ReadsApart | null = null;
  /** The namespaces of the questions so far, and those of them that were listed. */
  let wanted = new Set<string>();
  let listed: readonly string[] = [];
  let view: KestraSnapshot | null = null;

  function become(next: Partial<KestraTold>): void {
    known = { ...known, ...next };
    change();
  }

  function change(): void {
    view = null;
    if (!isClosed) onChange();
  }

  /** Where it is now; what another place told is forgotten. */
  function follow(): InstancePlace | null {
    const now = isClosed ? null : connection.place();
    if (place?.endpoint !== now?.endpoint || place?.tenant !== now?.tenant) forget();
    place = now;
    return now;
  }

  function forget(): void {
    life.abort();
    life = new AbortController();
    instance?.close();
    instance = null;
    listing = null;
    known = nothingKnown(offline);
    tried = null;
    stopped = false;
    wanted = new Set();
    listed = [];
    view = null;
  }

  function facts(at: InstancePlace): KestraFacts {
    return { ...at, ...known, listing: listing !== null, stopped, readsApart };
  }

  function snapshot(): KestraSnapshot | null {
    const at = follow();
    if (at === null) return null;
    view ??= snapshotOf(facts(at));
    return view;
  }

  /** Opens it anew, as a list does; null: nothing may be sent. */
  async function open(at: InstancePlace, signal: AbortSignal): Promise<KestraInstance | null> {
    const opened = await connection.open(at, signal);
    if (opened.state === 'open') return opened.instance;
    become({ state: 'blocked', failure: opened.failure });
    return null;
  }

  async function listAnew(
    at: InstancePlace,
    namespaces: readonly string[],
    isWhole: boolean,
    own: AbortSignal,
    itsLife: AbortSignal,
  ): Promise<void> {
    let next: KestraInstance | null = isWhole ? null : instance;
    try {
      next ??= await open(at, own);
      if (next === null) {
        instance?.close();
        instance = null;
        return;
      }
      const [about, list] = await Promise.all([aboutIt(next, own), next.list(namespaces, own)]);
      if (itsLife.aborted) return;
      listed = isWhole ? namespaces : [...listed, ...namespaces];
      become(isWhole ? wholeList(about, list, clock.now()) : withMore(known, list));
      log.info(`kestra: listed ${String(list.names.length)} names`);
    } catch (error) {
      if (itsLife.aborted || isCancellation(error)) return;
      noteFailure(at, failureOf(error, placedKestra(facts(at))));
    } finally {
      keep(next, itsLife);
    }
  }

  function noteFailure(at: InstancePlace, failure: Failure): void {
    log.warn(failureLine(placedKestra(facts(at)), failure));
    become({ state: 'failed', failure });
  }

  /** The one that was just listed is asked from now on. */
  function keep(next: KestraInstance | null, itsLife: AbortSignal): void {
    if (next === null || next === instance) return;
    if (itsLife.aborted) {
      next.close();
    } else {
      instance?.close();
      instance = next;
    }
  }

  function startListing(at: InstancePlace, isWhole: boolean): Listing {
    const namespaces = [...wanted].filter((each) => isWhole || !listed.includes(each));
    const itsLife = life.signal;
    const own = new AbortController();
    const end = () => own.abort();
    itsLife.addEventListener('abort', end);
    if (isWhole) {
      tried = clock.now();
      stopped = false;
    }
    const before = listing?.done ?? Promise.resolve();
    const done = before.then(() =>
      own.signal.aborted ? undefined : listAnew(at, namespaces, isWhole, own.signal, itsLife),
    );
    const next: Listing = {
      isWhole,
      life: own,
      namespaces,
      done: done.finally(() => {
        itsLife.removeEventListener('abort', end);
        if (listing === next) listing = null;
        change();
      }),
    };
    listing = next;
    change();
    return next;
  }

  function list(signal: AbortSignal): Promise<void> {
    const at = follow();
    if (at === null || offline) return Promise.resolve();
    const isUnderWay = listing?.isWhole === true && !listing.life.signal.aborted;
    const { done } = listing !== null && isUnderWay ? listing : startListing(at, true);
    return waitFor(done, signal);
  }

  async function listIn(namespaces: readonly string[], signal: AbortSignal): Promise<void> {
    follow();
    for (const each of namespaces) wanted.add(each);
    await list(signal);
    await Promise.all(namespaces.map((each) => learnNamespace(each, signal)));
  }

  const isOlder = (at: number | null, age: number) => clock.now() - (at ?? -Infinity) > age;

  /** Lists what was tried longer ago than that; what failed lately is not tried for each name. */
  async function listIfOlder(age: number, signal: AbortSignal): Promise<void> {
    follow();
    if (listing !== null) await list(signal);
    else if (!stopped && isOlder(tried, age) && isOlder(known.fetchedAt, age)) await list(signal);
  }

  /** Has its names of one more namespace told; open source has none of one. */
  async function learnNamespace(namespace: string, signal: AbortSignal): Promise<void> {
    wanted.add(namespace);
    if (known.state !== 'complete' && known.state !== 'incomplete') return;
    if (isOpenSource(known) || stopped || listed.includes(namespace)) return;
    const at = follow();
    if (at === null || offline || instance === null) return;
    const comes = listing?.namespaces.includes(namespace) === true ? listing : startListing(at, false);
    await waitFor(comes.done, signal);
  }

  async function ask(question: Question, signal: AbortSignal): Promise<void> {
    const name = constantName(question);
    if (name === null || question.callFailure !== null || offline || follow() === null) return;
    const namespace = lookupNamespace(question);
    if (namespace.kind === 'known' && namespace.value !== '') wanted.add(namespace.value);
    if (tried === null || listing !== null) await list(signal);
    if (namespace.kind === 'known' && namespace.value !== '') await learnNamespace(namespace.value, signal);
    const isThere = () => {
      const at = follow();
      return at === null || listedName(facts(at), name, namespace) !== null;
    };
    if (isThere()) return;
    await listIfOlder(certainFor, signal);
    if (
      known.state === 'complete' &&
      isOpenSource(known) &&
      !isThere() &&
      !isOlder(known.fetchedAt, certainFor)
    ) {
      known.absent.set(compareName(known, name), clock.now());
      change();
    }
  }

  async function evaluate(question: Question, signal: AbortSignal): Promise<AskedKestra> {
    if (follow() === null) return { state: 'not-asked', why: 'not-connected' };
    if (offline) return { state: 'not-asked', why: 'offline' };
    if (question.callFailure !== null) return { state: 'not-asked', why: 'call-fails' };
    const reference = referenceIn(question);
    if (reference === null) {
      const isOfNamespace = question.flowNamespace?.kind !== 'literal';
      return { state: 'not-asked', why: isOfNamespace ? 'no-namespace' : 'not-constant' };
    }
    // What its answer proves depends on which Kestra it is.
    if (instance === null || known.about === null) await list(signal);
    const asked = instance;
    const at = place;
    if (asked === null || at === null) {
      const { failure } = known;
      return failure === null ? { state: 'not-asked', why: 'not-connected' } : { state: 'failed', failure };
    }
    const itsLife = life.signal;
    try {
      const answered = oneAtATime(() => asked.evaluate(reference, signal));
      change();
      const word = await answered;
      if (!itsLife.aborted) noteAnswer({ reference, word, at: clock.now() });
      return { state: 'answered', word };
    } catch (error) {
      if (isCancellation(error)) throw error;
      const failure = failureOf(error, placedKestra(facts(at)));
      log.warn(failureLine({ id: 'kestra' }, failure));
      return { state: 'failed', failure };
    } finally {
      change();
    }
  }

  function noteAnswer(answer: AnsweredReference): void {
    const others = known.answers.filter(
      ({ reference }) => JSON.stringify(reference) !== JSON.stringify(answer.reference),
    );
    become({ answers: [...others, answer].slice(-answersKept) });
  }

  return {
    snapshot,
    list,
    listIn,
    freshen: () => void listIfOlder(freshFor, never),
    renew: (signal) => (tried === null ? Promise.resolve() : listIfOlder(certainFor, signal)),
    ask,
    askKestra: evaluate,
    stop() {
      if (listing === null) return;
      stopped = true;
      listing.life.abort();
      change();
    },
    isListing: () => listing !== null,
    isBusy: () => listing !== null || oneAtATime.activeCount + oneAtATime.pendingCount > 0,
    reconnect() {
      forget();
      change();
    },
    readApart(next) {
      if (readsApart === next) return;
      readsApart = next;
      change();
    },
    close() {
      isClosed = true;
      forget();
    },
  };
}

/** Which Kestra it is; what it does not tell is not known, and no failure of its list. */
async function aboutIt(instance: KestraInstance, signal: AbortSignal): Promise<AboutKestra | null> {
  try {
    return await instance.about(signal);
  } catch (error) {
    if (isCancellation(error)) throw error;
    return null;
  }
}

function snapshotOf(facts: KestraFacts): KestraSnapshot {
  return {
    ...facts,
    location: placedKestra(facts).location,
    judge: (question, own, now) => withKestra(facts, question, own, now),
    explain: (question, now) => stepsBy(facts, question, now),
    listed: (name, namespace) => listedName(facts, name, namespace),
    listedIn: (namespace) => listedNames(facts, namespace),
  };
}
