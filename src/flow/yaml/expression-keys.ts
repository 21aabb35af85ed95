/*
 * Where in a flow the whole `{{ secret('…') }}` is of no use: Kestra refuses an expression there, takes it as it is
 * written, or names a thing of its own (seen by running each place in Kestra 2.0 and 1.3). Somebody who types a word
 * at such a key means that word.
 */

/** The kinds of Kestra's objects, by where they stand; a map whose `type` alone could tell is `other`. */
export type ObjectKind = 'flow' | 'task' | 'trigger' | 'input' | 'output' | 'check' | 'sla' | 'other';

/** What every flow, task and trigger has. */
const ofAll = ['id', 'type', 'description', 'displayName'] as const;

/** What says how a flow, a task or a trigger is run. */
const ofRuns = [
  ...ofAll,
  'namespace',
  'revision',
  'version',
  'disabled',
  'logLevel',
  'retry',
  'workerGroup',
  'workerSelector',
] as const;

const withoutExpression: Readonly<Record<ObjectKind, ReadonlySet<string>>> = {
  flow: new Set([...ofRuns, 'labels', 'concurrency', 'deleted', 'policyRefs', 'quotas']),
  task: new Set([...ofRuns, 'allowFailure', 'allowWarning', 'logToFile', 'taskCache']),
  trigger: new Set([
    ...ofRuns,
    'cron',
    'timezone',
    'interval',
    'withSeconds',
    'recoverMissedSchedules',
    'lateMaximumDelay',
    'stopAfter',
    'states',
    'allowConcurrent',
  ]),
  input: new Set([
    ...ofAll,
    'required',
    'prefill',
    'values',
    'validator',
    'min',
    'max',
    'after',
    'before',
    'itemType',
    'allowCustomValue',
    'allowedFileExtensions',
    'autoSelectFirst',
    'isRadio',
  ]),
  output: new Set([...ofAll, 'required']),
  check: new Set(['message', 'style', 'behavior']),
  sla: new Set([...ofAll, 'labels', 'behavior', 'duration']),
  other: new Set(['id', 'type']),
};

/** Whether a value or anything below it may be an expression, in an object of this kind. */
export function takesExpression(kind: ObjectKind, key: string): boolean {
  return !withoutExpression[kind].has(key);
}
