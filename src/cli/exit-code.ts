import type { BackendSnapshot } from '../catalog/index.ts';
import { failureMessage } from '../language/messages/index.ts';
import { kestraBackend } from '../managers/kestra.ts';
import { allBackends } from '../catalog/kestra/as-backend.ts';
import type { BrokenAnswer, Outcome } from './outcome.ts';

export const exitCodes = { nothing: 0, found: 1, cannotDo: 2, wrongUsage: 64, interrupted: 130 } as const;

/** 2, the job could not be done, wins over 1, something was found. */
export function exitCodeOf(outcome: Outcome, timedOut: boolean): number {
  const { notChanged = [], isNotDone = false } = outcome;
  if (timedOut || isNotDone || notChanged.length > 0 || brokenAnswers(outcome).length > 0)
    return exitCodes.cannotDo;
  return outcome.failed ? exitCodes.found : exitCodes.nothing;
}

/** What went wrong after something was sent; a backend that was not asked is no failure of the run. */
export function brokenAnswers(outcome: Outcome): BrokenAnswer[] {
  return [...allBackends(outcome.snapshot).flatMap(brokenAnswersOf), ...outcome.failures];
}

function brokenAnswersOf(backend: BackendSnapshot): BrokenAnswer[] {
  if (backend.state === 'blocked' || isLoginWanted(backend)) return [];
  const { failure } = backend;
  const fresh = [...(backend.fresh?.values() ?? [])].flatMap((answer) =>
    answer.state === 'failed' &&
    (failure === null || failureMessage(answer.failure) !== failureMessage(failure))
      ? [{ backend, failure: answer.failure, isOfOneSecret: true }]
      : [],
  );
  return failure === null ? fresh : [{ backend, failure, isOfOneSecret: false }, ...fresh];
}

/** Whether a running Kestra was asked without a login, and wants one: nobody has given it, as of a manager that is not asked. */
export function isLoginWanted({ id, failure }: BackendSnapshot): boolean {
  return id === kestraBackend.id && failure?.kind === 'signed-out';
}
