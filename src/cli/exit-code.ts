import type { BackendSnapshot } from '../catalog/index.ts';
import { failureMessage } from '../language/messages/index.ts';
import type { BrokenAnswer, Outcome } from './outcome.ts';

export const exitCodes = { nothing: 0, found: 1, cannotDo: 2, wrongUsage: 64, interrupted: 130 } as const;

/** 2, the job could not be done, wins over 1, something was found. */
export function exitCodeOf(outcome: Outcome, timedOut: boolean): number {
  const { notChanged = [] } = outcome;
  if (timedOut || notChanged.length > 0 || brokenAnswers(outcome).length > 0) return exitCodes.cannotDo;
  return outcome.failed ? exitCodes.found : exitCodes.nothing;
}

/** What went wrong after something was sent; a backend that was not asked is no failure of the run. */
export function brokenAnswers(outcome: Outcome): BrokenAnswer[] {
  return [...outcome.snapshot.backends.flatMap(brokenAnswersOf), ...outcome.failures];
}

function brokenAnswersOf(backend: BackendSnapshot): BrokenAnswer[] {
  if (backend.state === 'blocked') return [];
  const { failure } = backend;
  const fresh = [...(backend.fresh?.values() ?? [])].flatMap((answer) =>
    answer.state === 'failed' &&
    (failure === null || failureMessage(answer.failure) !== failureMessage(failure))
      ? [{ backend, failure: answer.failure, isOfOneSecret: true }]
      : [],
  );
  return failure === null ? fresh : [{ backend, failure, isOfOneSecret: false }, ...fresh];
}
