import pLimit from 'p-limit';
import type { FailedBackend } from '../../ports/backend.ts';
import type { Clock } from '../../ports/clock.ts';
import { FailureError, isFailureError, type Failure, type FailureKind } from '../../ports/failure.ts';
import { cancellation, waitFor } from '../../ports/cancellation.ts';

/** How many single questions one backend is asked at a time. */
const questionsAtOnce = 8;

/** After so many failures in a row that speak of the backend, not of a secret, no further question is put to it. */
const failuresInARow = 3;

/** How long nothing more is asked then, and how long all questions that are waited for together may take, in ms. */
export const questionTimes = { rest: 60_000, together: 120_000 } as const;

/** These would come back for every other secret as well. */
const ofBackend: ReadonlySet<FailureKind> = new Set([
  'unreachable',
  'timeout',
  'tls',
  'proxy',
  'throttled',
  'signed-out',
]);

/** The single questions to one backend. */
export interface Questions {
  /**
   * Puts a question in its turn. Rejects as the question does; while the backend rests, with the failure for which it
   * does, and nothing is sent.
   */
  ask<T>(question: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** How many are under way or wait for their turn. */
  waiting(): number;
  /** The backend has answered otherwise, or is another place now: it is asked again, and what failed before counts no more. */
  resume(): void;
}

/** `life`: ends all of them. `backend`: which one it is now. */
export function createQuestions(backend: () => FailedBackend, clock: Clock, life: AbortSignal): Questions {
  const limit = pLimit(questionsAtOnce);
  let failures = 0;
  /** How often it was resumed: a question from before says nothing of the backend since then. */
  let resumptions = 0;
  let resting: { readonly failure: Failure; readonly until: number } | null = null;
  let underWay = new AbortController();
  let waiting = 0;
  /** Takes back the end of their time together; null: none is set. */
  let takeBack: (() => void) | null = null;
  life.addEventListener('abort', () => underWay.abort());

  function rest(failure: Failure): void {
    failures = 0;
    resting = { failure, until: clock.now() + questionTimes.rest };
    const ended = underWay;
    underWay = new AbortController();
    ended.abort();
  }

  function disarm(): void {
    takeBack?.();
    takeBack = null;
  }

  function restingFor(): Failure | null {
    if (resting !== null && clock.now() >= resting.until) resting = null;
    return resting?.failure ?? null;
  }

  async function put<T>(question: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (life.aborted) throw cancellation();
    const failure = restingFor();
    if (failure !== null) throw new FailureError(failure);
    const { signal } = underWay;
    const begunAt = resumptions;
    try {
      // One that never settles, whatever ends it, must not keep the others' turns.
      const answer = await waitFor(question(signal), signal);
      if (begunAt === resumptions) failures = 0;
      return answer;
    } catch (error) {
      // Whoever rests has taken the others along.
      const taken = signal.aborted ? restingFor() : null;
      if (taken !== null) throw new FailureError(taken);
      if (!isFailureError(error) || begunAt !== resumptions) throw error;
      const { kind, ofLogin = false } = error.failure;
      failures = ofBackend.has(kind) || ofLogin ? failures + 1 : 0;
      if (failures >= failuresInARow) rest(error.failure);
      throw error;
    }
  }

  return {
    async ask(question) {
      waiting += 1;
      takeBack ??= clock.after(questionTimes.together, () => {
        takeBack = null;
        rest(tookTooLong(backend()));
      });
      try {
        return await limit(() => put(question));
      } finally {
        waiting -= 1;
        if (waiting === 0) disarm();
      }
    },
    waiting: () => waiting,
    resume() {
      resumptions += 1;
      failures = 0;
      resting = null;
    },
  };
}

function tookTooLong(backend: FailedBackend): Failure {
  return {
    kind: 'timeout',
    message: { kind: 'questions-too-slow', backend, seconds: questionTimes.together / 1000 },
    nextSteps: [{ kind: 'retry' }],
  };
}
