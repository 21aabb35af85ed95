import pLimit from 'p-limit';
import { namedBackend } from '../../managers/name.ts';
import { cancellation, isCancellation, waitFor } from '../../ports/cancellation.ts';
import type { Clock } from '../../ports/clock.ts';
import { isFailureError, type Failure } from '../../ports/failure.ts';
import type { Log } from '../../ports/log.ts';
import type { LookupAnswer, Store, StoredSecret, Subkeys } from '../../stores/index.ts';
import { shareByKey } from '../shared.ts';
import { failureLine, failureOf } from './failure.ts';
import { createQuestions } from './questions.ts';
import type { Knowledge } from './snapshot.ts';

/** Asks one backend for single secrets, and takes the answers into what is known of it. */
export interface SingleQuestions {
  /** Asks for one name freshly and takes the answer into the snapshot; its failure too. */
  ask(name: string, signal: AbortSignal): Promise<undefined>;
  /** Takes down that a complete list, relied on now, does not have the name, and that no question would add to that. */
  noteAbsence(name: string): void;
  /** Learns one secret's subkeys. Rejects with a FailureError. */
  learnSubkeys(name: string, options: { readonly readValue: boolean }, signal: AbortSignal): Promise<Subkeys>;
  /** Whether anything is being asked. */
  isBusy(): boolean;
  /** The backend has answered otherwise, or is another place now: it is asked again. */
  resume(): void;
}

/** A question whose answer came too late, since a list came meanwhile, is put so often. */
const attempts = 2;

/** `store`: the one that may be asked. `life`: the backend's own. */
export function createSingleQuestions(
  knowledge: Knowledge,
  store: () => Store | null,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
  life: AbortSignal,
): SingleQuestions {
  const { backend, state, become } = knowledge;
  const questions = createQuestions(() => namedBackend(backend()), clock, life);
  const oneAtATime = pLimit(1);
  const shareQuestion = shareByKey<undefined>();
  const shareSubkeys = shareByKey<Subkeys>();
  let logged: Failure | null = null;

  async function askAnew(name: string): Promise<undefined> {
    const { place } = state();
    try {
      await lookUp(name);
    } catch (error) {
      if (!isCancellation(error) && state().place === place) noteFailure(name, error);
    }
  }

  /**
   * Asks for one secret and takes the answer into the snapshot. An answer from before a list, or of another place, says
   * nothing of what is held by then, and the question is put once more.
   */
  async function lookUp(name: string): Promise<Subkeys> {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const asked = store();
      if (asked === null) break;
      const isStillSo = watchList();
      const answer = await questions.ask((signal) => asked.lookup(name, signal));
      if (isStillSo()) return takeIn(name, answer);
    }
    return { state: 'not-read' };
  }

  /** Tells later on whether what is held still is the list, and the place, of now. */
  function watchList(): () => boolean {
    const { place, fetchedAt, fresh } = state();
    return () => {
      const now = state();
      return now.place === place && now.fetchedAt === fetchedAt && now.fresh === fresh;
    };
  }

  function takeIn(name: string, answer: LookupAnswer): Subkeys {
    if (answer.state === 'absent') {
      state().fresh.set(name, { state: 'absent', at: clock.now() });
      state().entries.delete(name);
    } else {
      put(name, answer.secret);
    }
    become({});
    return answer.state === 'absent' ? { state: 'not-read' } : answer.secret.subkeys;
  }

  function put(name: string, secret: StoredSecret): void {
    const { fresh, entries, ruledBy } = state();
    fresh.delete(name);
    entries.set(name, knowledge.entryOf(ruledBy, secret, clock.now()));
  }

  async function learnAnew(name: string, readValue: boolean): Promise<Subkeys> {
    // Only a list opens a store: a row that outlived its configuration must not reach a new address.
    const asked = store();
    if (asked === null) return { state: 'not-read' };
    const { place } = state();
    try {
      return await learn(asked, name, readValue);
    } catch (error) {
      // What the user asked for is told to have failed; all else is asked for again when it is wanted again.
      const isHere = state().place === place && state().entries.get(name) !== undefined;
      if (readValue && isFailureError(error) && isHere) noteFailure(name, error);
      throw error;
    }
  }

  /** Whatever tells of subkeys without a value tells, too, whether there is one that could be read. */
  async function learn(asked: Store, name: string, readValue: boolean): Promise<Subkeys> {
    const { lookup, subkeys: way } = asked.abilities;
    if (way === 'without-value') return lookUp(name);
    const isOpen = state().entries.get(name)?.secret.readable === 'unknown';
    if (lookup && isOpen) {
      await lookUp(name).catch((error: unknown) => {
        // That takes a right of its own, which not everybody has.
        if (!isFailureError(error) || error.failure.kind !== 'denied') throw error;
      });
    }
    if (!readValue || state().entries.get(name) === undefined) return { state: 'not-read' };
    return read(asked, name);
  }

  /** Reads a value, on the user's word: of values no more than one is here at any time. */
  async function read(asked: Store, name: string): Promise<Subkeys> {
    const { place } = state();
    const isStillSo = watchList();
    const answer = await oneAtATime(() =>
      questions.ask((signal) => asked.subkeys(name, { readValue: true }, signal)),
    );
    const entry = state().place === place ? state().entries.get(name) : undefined;
    if (answer.state === 'not-readable') {
      if (entry !== undefined && isStillSo())
        takeInRead(name, { ...entry.secret, readable: answer.readable });
      return { state: 'not-read' };
    }
    if (entry !== undefined && answer.state !== 'not-read') {
      takeInRead(name, { ...entry.secret, subkeys: answer });
    }
    return answer;
  }

  function takeInRead(name: string, secret: StoredSecret): void {
    put(name, secret);
    become({});
  }

  function noteFailure(name: string, error: unknown): void {
    const failure = failureOf(error, backend());
    // The failure for which a backend is not asked stands for all the names that it was not asked for.
    if (failure !== logged) log.warn(failureLine(backend(), failure));
    logged = failure;
    state().fresh.set(name, { state: 'failed', failure, at: clock.now() });
    become({});
  }

  return {
    ask: (name, signal) =>
      waitFor(
        shareQuestion(name, () => askAnew(name)),
        signal,
      ),
    noteAbsence(name) {
      state().fresh.set(name, { state: 'absent', at: clock.now() });
      become({});
    },
    learnSubkeys: (name, { readValue }, signal) =>
      life.aborted
        ? Promise.reject(cancellation())
        : waitFor(
            shareSubkeys(`${String(readValue)} ${name}`, () => learnAnew(name, readValue)),
            signal,
          ),
    isBusy: () => questions.waiting() + oneAtATime.pendingCount > 0,
    resume: () => questions.resume(),
  };
}
