import type { ReadsApart } from '../../configuration/index.ts';
import { isKestraNamespace } from '../../managers/kestra.ts';
import { isCancellation, waitFor } from '../../ports/cancellation.ts';
import type { Failure } from '../../ports/failure.ts';
import type { KestraInstance } from '../../stores/index.ts';
import { lookupNamespace } from '../chain.ts';
import { certainFor, freshFor } from '../freshness.ts';
import { failureLine, failureOf } from '../live/failure.ts';
import type { CatalogDependencies } from '../open.ts';
import type { Question } from '../types.ts';
import { constantName } from '../verdict/cannot-tell.ts';
import { isRefusal, nothingKnown, wholeList, withMore, withoutTenant, type KestraTold } from './known.ts';
import { createListings, askForList } from './listings.ts';
import { compareName, isOpenSource, listedName, placedKestra } from './names.ts';
import { createOpenedInstance } from './opened.ts';
import { referenceIn } from './said.ts';
import { kestraSnapshot } from './snapshot.ts';
import type {
  AskedKestra,
  AnsweredReference,
  KestraConnection,
  KestraFacts,
  InstancePlace,
  KestraSnapshot,
  LiveKestra,
} from './types.ts';

/** So many answers are kept, the newest. */
const answersKept = 1000;

/** Of so many namespaces a whole list tells anew: those that were asked about last. */
const namespacesKept = 100;

const never = new AbortController().signal;

export function createLiveKestra(
  connection: KestraConnection,
  { clock, log, offline = false }: Pick<CatalogDependencies, 'clock' | 'log' | 'offline'>,
  onChange: () => void,
): LiveKestra {
  let place: InstancePlace | null = null;
  /** Ends all that is asked of this place. */
  let life = new AbortController();
  let isClosed = false;
  let known: KestraTold = nothingKnown(offline);
  const opened = createOpenedInstance();
  let listings = createListings(change);
  let tried: number | null = null;
  let stopped = false;
  let readsApart: ReadsApart | null = null;
  /** The namespaces of the questions so far, the last one asked about at the end, and those of them that were listed. */
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
    opened.close();
    listings.end();
    listings = createListings(change);
    known = nothingKnown(offline);
    tried = null;
    stopped = false;
    wanted = new Set();
    listed = [];
    view = null;
  }

  function facts(at: InstancePlace): KestraFacts {
    return { ...at, ...known, listing: listings.areUnderWay(), stopped, readsApart };
  }

  function snapshot(): KestraSnapshot | null {
    const at = follow();
    if (at === null) return null;
    view ??= kestraSnapshot(facts(at));
    return view;
  }

  /** Opens it anew, as a list does; null: nothing may be sent. */
  async function open(at: InstancePlace, signal: AbortSignal): Promise<KestraInstance | null> {
    const found = await connection.open(at, signal);
    if (found.state === 'open') return found.instance;
    become({ state: 'blocked', failure: found.failure });
    return null;
  }

  async function listAnew(
    at: InstancePlace,
    namespaces: readonly string[],
    isWhole: boolean,
    own: AbortSignal,
    itsLife: AbortSignal,
  ): Promise<void> {
    if (!isWhole && !isRead() && !isRefusal(known.failure)) return;
    let next: KestraInstance | null = isWhole ? null : opened.current();
    try {
      next ??= await open(at, own);
      if (next === null) {
        opened.replace(null);
        return;
      }
      const asked = isWhole ? next.list(namespaces, own) : next.listNamespaces(namespaces, own);
      const { about, list } = await askForList(next, asked, own);
      if (itsLife.aborted) return;
      listed = isWhole ? namespaces : [...listed, ...namespaces];
      if (isWhole) become(wholeList(about, list, clock.now()));
      else if (isRead()) become(withMore(known, list));
      else if (list.told.length + list.names.length > 0) become(withoutTenant(about, list, clock.now()));
      log.info(`kestra: listed ${String(list.names.length)} names`);
    } catch (error) {
      if (itsLife.aborted || isCancellation(error)) return;
      const failure = failureOf(error, placedKestra(facts(at)));
      if (isWhole && isRefusal(failure)) listed = namespaces;
      noteFailure(at, failure);
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
    if (next === null) return;
    if (itsLife.aborted) next.close();
    else opened.replace(next);
  }

  function startListing(at: InstancePlace, isWhole: boolean): Promise<void> {
    if (isWhole) {
      wanted = new Set([...wanted].slice(-namespacesKept));
      tried = clock.now();
      stopped = false;
    }
    const isMissing = (each: string) => !listed.includes(each) && listingOf(each) === undefined;
    const namespaces = [...wanted].filter((each) => isWhole || isMissing(each));
    const itsLife = life.signal;
    return listings.begin(isWhole, namespaces, (own) => listAnew(at, namespaces, isWhole, own, itsLife)).done;
  }

  const wholeUnderWay = () => listings.find(({ isWhole }) => isWhole);
  const listingOf = (namespace: string) => listings.find(({ namespaces }) => namespaces.includes(namespace));
  const isRead = () => known.state === 'complete' || known.state === 'incomplete';

  function list(signal: AbortSignal): Promise<void> {
    const at = follow();
    if (at === null || offline) return Promise.resolve();
    return waitFor(wholeUnderWay()?.done ?? startListing(at, true), signal);
  }

  async function listIn(namespaces: readonly string[], signal: AbortSignal): Promise<void> {
    const asked = namespaces.filter(isKestraNamespace);
    follow();
    asked.forEach(want);
    await list(signal);
    // The list is of the last ones alone.
    asked.forEach(want);
    await Promise.all(asked.map((each) => learnNamespace(each, signal)));
  }

  const isOlder = (at: number | null, age: number) => clock.now() - (at ?? -Infinity) > age;

  /** Lists what was tried longer ago than that; what failed lately is not tried for each name. */
  async function listIfOlder(age: number, signal: AbortSignal): Promise<void> {
    follow();
    if (wholeUnderWay() !== undefined) await list(signal);
    else if (!stopped && isOlder(tried, age) && isOlder(known.fetchedAt, age)) await list(signal);
  }

  /** Has its names of one more namespace told; open source has none of one. */
  async function learnNamespace(namespace: string, signal: AbortSignal): Promise<void> {
    // Where the tenant's list is refused, that of a namespace may not be.
    const mayTell = isRead() || isRefusal(known.failure);
    if (!mayTell || isOpenSource(known) || stopped || listed.includes(namespace)) return;
    want(namespace);
    const at = follow();
    if (at === null || offline || opened.current() === null) return;
    await waitFor(listingOf(namespace)?.done ?? startListing(at, false), signal);
  }

  /** That it is asked for, as the last one. */
  function want(namespace: string): void {
    wanted.delete(namespace);
    wanted.add(namespace);
  }

  async function ask(question: Question, signal: AbortSignal): Promise<void> {
    const name = constantName(question);
    if (name === null || question.callFailure !== null || offline || follow() === null) return;
    const namespace = lookupNamespace(question);
    const own = namespace.kind === 'known' && isKestraNamespace(namespace.value) ? namespace.value : null;
    if (own !== null) want(own);
    if (tried === null || wholeUnderWay() !== undefined) await list(signal);
    if (own !== null) await learnNamespace(own, signal);
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
    if (opened.current() === null || known.about === null) await list(signal);
    const asked = opened.current();
    const at = place;
    if (asked === null || at === null) {
      const { failure } = known;
      return failure === null ? { state: 'not-asked', why: 'not-connected' } : { state: 'failed', failure };
    }
    const itsLife = life.signal;
    try {
      const answered = opened.evaluate(asked, reference, signal);
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
      if (!listings.areUnderWay()) return;
      stopped = true;
      listings.end();
      change();
    },
    isListing: () => listings.areUnderWay(),
    isBusy: () => listings.areUnderWay() || opened.areAsked(),
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
