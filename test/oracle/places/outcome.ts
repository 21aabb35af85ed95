import type { OnMissing } from '../../../src/flow/places/types.ts';
import type { FlowAnswer } from '../engine.ts';

/** What a missing secret changes in a run, by that run and the one in which the secret exists. */
export function outcomeOf(missing: FlowAnswer, existing: FlowAnswer, byTrigger: boolean): OnMissing {
  if (failsChecks(missing) && !failsChecks(existing)) return 'check-blocks';
  if (missing.state === null || missing.state === undefined) {
    return byTrigger ? 'trigger-skipped' : 'no-execution';
  }
  if (!isEnded(missing.state)) return 'never-ends';
  const failedBefore = failedTasks(existing);
  const isSameState = missing.state === existing.state;
  if (failedTasks(missing).some((task) => !failedBefore.includes(task))) {
    return isSameState || missing.state !== 'FAILED' ? 'task-only' : 'task-fails';
  }
  if (!isSameState) return 'execution-fails';
  // What fails with the secret too says nothing of a missing one.
  return missing.state === 'SUCCESS' ? 'ignored' : 'unknown';
}

function failsChecks({ checks }: FlowAnswer): boolean {
  return typeof checks === 'string' || (checks ?? []).length > 0;
}

function failedTasks({ tasks = [] }: FlowAnswer): readonly string[] {
  return tasks.filter(({ state }) => state === 'FAILED' || state === 'WARNING').map(({ id }) => id);
}

function isEnded(state: string): boolean {
  return ['SUCCESS', 'WARNING', 'FAILED', 'CANCELLED', 'KILLED'].includes(state);
}
