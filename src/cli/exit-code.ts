import type { BackendSnapshot } from '../catalog/types.ts';
import type { Failure } from '../ports/failure.ts';
import type { Outcome } from './outcome.ts';

export const exitCodes = { nothing: 0, found: 1, cannotDo: 2, wrongUsage: 64, interrupted: 130 } as const;

/** 2, the job could not be done, wins over 1, something was found. */
export function exitCodeOf(outcome: Outcome, timedOut: boolean): number {
  if (timedOut || brokenAnswers(outcome).length > 0) return exitCodes.cannotDo;
  return outcome.failed ? exitCodes.found : exitCodes.nothing;
}

/** What went wrong after something was sent; a backend that was not asked is no failure of the run. */
export function brokenAnswers(outcome: Outcome): Failure[] {
  const broken = [...outcome.snapshot.backends.flatMap(brokenAnswersOf), ...outcome.failures];
  return broken.filter(
    (failure, index) => broken.findIndex((other) => other.message === failure.message) === index,
  );
}

function brokenAnswersOf(backend: BackendSnapshot): Failure[] {
  if (backend.state === 'blocked') return [];
  const fresh = [...(backend.fresh?.values() ?? [])].flatMap((answer) =>
    answer.state === 'failed' ? [answer.failure] : [],
  );
  return backend.failure === null ? fresh : [backend.failure, ...fresh];
}
