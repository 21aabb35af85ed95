import type { Rule, RuleByGeneration } from './rules.ts';

// The ways in which Kestra treats what stands at a place, of which the table is made.

export const refused: Rule = { as: 'refused' };
export const never: Rule = { as: 'never' };
export const noPart: Rule = { as: 'no-part' };
export const byWorker: Rule = { as: 'rendered', by: 'worker', onMissing: 'task-fails' };
export const byExecutor: Rule = { as: 'rendered', by: 'executor', onMissing: 'task-fails' };
export const byScheduler: Rule = { as: 'rendered', by: 'scheduler', onMissing: 'trigger-skipped' };
export const byTriggersWorker: Rule = { as: 'rendered', by: 'worker', onMissing: 'trigger-skipped' };
export const byWebServer: Rule = { as: 'rendered', by: 'web server', onMissing: 'no-execution' };
/** A property that a plugin names, or one of which nothing is known. */
export const ofPlugin: Rule = { as: 'rendered', by: 'worker', onMissing: 'task-fails', open: true };
export const unknown: Rule = { as: 'rendered', by: null, onMissing: 'unknown', open: true };

/** A check, which stands before an execution. */
export const blocking: Rule = { as: 'rendered', by: 'web server', onMissing: 'check-blocks' };

export const tasks = { as: 'objects', of: 'task' } as const satisfies Rule;
/** Tasks that run when the execution has its state already. */
export const lateTasks = { as: 'objects', of: 'task', onMissing: 'task-only' } as const satisfies Rule;

/** Of what the older generation does not know, or has otherwise. */
export const since2 = (rule: Rule, before: Rule = refused): RuleByGeneration => ({
  '2.0': rule,
  '1.3': before,
});
/** Of what the newer generation does not know, or has otherwise. */
export const until1 = (rule: Rule, after: Rule = refused): RuleByGeneration => ({
  '2.0': after,
  '1.3': rule,
});

/** What each renderer does with a missing secret, in a task and in a trigger of a type of Kestra's own. */
export const renderedBy = {
  task: { worker: byWorker, executor: byExecutor, scheduler: byScheduler, 'web server': byWebServer },
  trigger: {
    worker: byTriggersWorker,
    executor: byExecutor,
    scheduler: byScheduler,
    'web server': byWebServer,
  },
} as const;
