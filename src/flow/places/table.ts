import type { ObjectName, ObjectRules, Rule, RuleByGeneration, TypeRules } from './rules.ts';

/*
 * Each place of a flow, as Kestra's engine treats an expression there (whole flows were run through Kestra 2.0.0 and
 * 1.3.31; the properties of its own types are those of its schema). Reading, hover, completion, problems and the list
 * in the README follow from this table.
 */

const refused: Rule = { as: 'refused' };
const never: Rule = { as: 'never' };
const noPart: Rule = { as: 'no-part' };
const byWorker: Rule = { as: 'rendered', by: 'worker', onMissing: 'task-fails' };
const byExecutor: Rule = { as: 'rendered', by: 'executor', onMissing: 'task-fails' };
const byScheduler: Rule = { as: 'rendered', by: 'scheduler', onMissing: 'trigger-skipped' };
const byTriggersWorker: Rule = { as: 'rendered', by: 'worker', onMissing: 'trigger-skipped' };
const byWebServer: Rule = { as: 'rendered', by: 'web server', onMissing: 'no-execution' };
/** A property that a plugin names, or one of which nothing is known. */
const ofPlugin: Rule = { as: 'rendered', by: 'worker', onMissing: 'task-fails', open: true };
const unknown: Rule = { as: 'rendered', by: null, onMissing: 'unknown', open: true };

/** A check, which stands before an execution. */
const blocking: Rule = { as: 'rendered', by: 'web server', onMissing: 'check-blocks' };

const tasks: Rule = { as: 'objects', of: 'task' };
/** Tasks that run when the execution has its state already. */
const lateTasks: Rule = { as: 'objects', of: 'task', onMissing: 'task-only' };

const since2 = (rule: Rule, before: Rule = refused): RuleByGeneration => ({ '2.0': rule, '1.3': before });
const until1 = (rule: Rule, after: Rule = refused): RuleByGeneration => ({ '2.0': after, '1.3': rule });

/** What every task and trigger has. */
const ofRuns = {
  id: refused,
  type: refused,
  description: never,
  version: never,
  disabled: refused,
  logLevel: refused,
  logToFile: refused,
  policyRefs: since2(never),
  pluginDefaultsRef: refused,
  workerGroup: until1(never),
  workerSelector: since2(refused),
} as const;

export const objects: Readonly<Record<ObjectName, ObjectRules>> = {
  flow: {
    keys: {
      id: refused,
      namespace: refused,
      revision: refused,
      description: never,
      labels: { as: 'never', keys: 'refused' },
      policyRefs: since2(never, noPart),
      variables: { as: 'through-render' },
      inputs: { as: 'objects', of: 'input' },
      outputs: { as: 'objects', of: 'output' },
      tasks,
      errors: lateTasks,
      finally: lateTasks,
      afterExecution: lateTasks,
      listeners: until1({ as: 'objects', of: 'listener' }, refused),
      triggers: { as: 'objects', of: 'trigger' },
      pluginDefaults: until1({ as: 'objects', of: 'plugin default' }, refused),
      taskDefaults: until1(never),
      checks: { as: 'objects', of: 'check' },
      sla: { as: 'objects', of: 'assertion' },
      concurrency: refused,
      retry: refused,
      disabled: refused,
      deleted: refused,
      updated: refused,
      draft: since2(refused, noPart),
      quotas: since2(refused, noPart),
      workerGroup: until1(never),
      workerSelector: since2(refused, noPart),
    },
    others: noPart,
  },
  input: {
    keys: {
      defaults: { as: 'rendered', by: 'web server', onMissing: 'no-execution', leak: 'input-default' },
      expression: byWebServer,
      dependsOn: { as: 'object', of: 'dependency' },
      inputs: { as: 'objects', of: 'input' },
      description: never,
      displayName: never,
      prefill: never,
      values: since2(never),
      jsonSchema: never,
      allowedFileExtensions: never,
    },
    others: refused,
  },
  dependency: {
    keys: { condition: { as: 'rendered', by: 'web server', onMissing: 'ignored' } },
    others: refused,
  },
  output: {
    keys: {
      value: { as: 'rendered', by: 'executor', onMissing: 'execution-fails', leak: 'flow-output' },
      description: never,
      displayName: never,
    },
    others: refused,
  },
  check: {
    keys: { when: since2(blocking), condition: blocking, message: never },
    others: refused,
  },
  assertion: {
    keys: {
      assert: { as: 'rendered', by: 'executor', onMissing: 'execution-fails' },
      id: never,
      labels: never,
    },
    others: refused,
  },
  task: {
    keys: {
      ...ofRuns,
      runIf: byExecutor,
      timeout: byWorker,
      retry: refused,
      taskCache: refused,
      allowFailure: refused,
      allowWarning: refused,
      assets: unknown,
    },
    ofPlugins: { tasks, errors: lateTasks, finally: tasks, then: tasks, else: tasks },
    others: ofPlugin,
  },
  'dag task': {
    keys: { task: { as: 'object', of: 'task' } },
    others: refused,
  },
  trigger: {
    keys: {
      ...ofRuns,
      when: since2({ as: 'rendered', by: 'scheduler', onMissing: 'execution-fails' }, refused),
      conditions: until1({ as: 'objects', of: 'condition' }),
      inputs: {
        '2.0': { as: 'rendered', by: 'scheduler', onMissing: 'trigger-skipped', leak: 'trigger-input' },
        '1.3': { as: 'rendered', by: 'scheduler', onMissing: 'execution-fails', leak: 'trigger-input' },
      },
      labels: { as: 'rendered', by: 'scheduler', onMissing: 'label-dropped', leak: 'trigger-label' },
      interval: refused,
      stopAfter: refused,
      allowConcurrent: refused,
      failOnTriggerError: refused,
      assets: unknown,
    },
    others: { as: 'rendered', by: 'worker', onMissing: 'trigger-skipped', open: true },
  },
  condition: {
    keys: { type: refused, conditions: { as: 'objects', of: 'condition' } },
    others: { as: 'rendered', by: 'scheduler', onMissing: 'execution-fails' },
  },
  listener: {
    keys: { tasks: lateTasks, conditions: { as: 'objects', of: 'condition' }, description: never },
    others: refused,
  },
  'plugin default': {
    keys: { values: ofPlugin, type: refused, forced: refused },
    others: refused,
  },
  'http options': {
    keys: { auth: { as: 'object', of: 'http authentication' }, logs: refused },
    others: byWorker,
  },
  'http authentication': { keys: { type: refused }, others: byWorker },
  'plugin object': {
    keys: { id: never, type: refused, description: never, version: never },
    others: ofPlugin,
  },
};

/** What stands in a list of objects, or where the key cannot be read. */
export const unreadable: Rule = unknown;

const http: TypeRules = {
  by: 'worker',
  rendered: 'uri method params body contentType formData headers allowFailed sslOptions',
  keys: { options: { as: 'object', of: 'http options' } },
  only: { '1.3': 'allowFailed sslOptions' },
};

/** Adds properties to those of every task that asks over HTTP. */
const httpWith = (rendered: string): TypeRules => ({ ...http, rendered: `${http.rendered} ${rendered}` });

/** What runs other tasks. */
const flowable: TypeRules = { by: 'executor', keys: { errors: lateTasks, finally: tasks } };
const withTasks: TypeRules = { ...flowable, tasks: 'tasks' };

/**
 * The types of Kestra's own that most flows are made of, with all their properties, without `io.kestra.plugin.core.`. Of
 * others a property counts as a plugin's.
 */
export const coreTypes: Readonly<Record<string, TypeRules>> = {
  'debug.Return': { by: 'worker', rendered: 'format' },
  'execution.Assert': { by: 'worker', rendered: 'conditions errorMessage' },
  'execution.Fail': { by: 'worker', rendered: 'condition errorMessage' },
  'execution.Labels': {
    by: 'executor',
    keys: { labels: { as: 'rendered', by: 'executor', onMissing: 'task-fails', leak: 'label' } },
  },
  'execution.SetVariables': { by: 'executor', rendered: 'overwrite variables' },
  'flow.AllowFailure': withTasks,
  'flow.Dag': {
    ...flowable,
    rendered: 'concurrent onChildFailure',
    keys: { ...flowable.keys, tasks: { as: 'objects', of: 'dag task' } },
    only: { '2.0': 'onChildFailure' },
  },
  'flow.ForEach': { ...withTasks, rendered: 'values', refused: 'concurrencyLimit' },
  'flow.If': { ...flowable, rendered: 'condition', tasks: 'then else' },
  'flow.Loop': {
    ...withTasks,
    rendered: 'values outputs',
    refused: 'concurrencyLimit fetchType transmitFailed',
  },
  'flow.LoopUntil': { ...withTasks, rendered: 'condition checkFrequency failOnMaxReached' },
  'flow.Parallel': {
    ...withTasks,
    rendered: 'concurrent onChildFailure',
    only: { '2.0': 'onChildFailure' },
  },
  'flow.Pause': {
    ...withTasks,
    rendered: 'behavior delay',
    keys: {
      ...flowable.keys,
      pauseDuration: {
        '2.0': { as: 'rendered', by: 'executor', onMissing: 'never-ends' },
        '1.3': byExecutor,
      },
      onPause: { as: 'object', of: 'task' },
      onResume: { as: 'objects', of: 'input' },
    },
    only: { '1.3': 'delay tasks' },
  },
  'flow.Sequential': withTasks,
  'flow.Sleep': { by: 'worker', rendered: 'duration' },
  'flow.Subflow': {
    by: 'executor',
    rendered: 'flowId inputs labels namespace outputs inheritLabels scheduleDate',
    refused: 'restartBehavior revision transmitFailed wait',
    only: { '1.3': 'outputs' },
  },
  'flow.Switch': {
    ...flowable,
    rendered: 'value',
    tasks: 'defaults',
    keys: { ...flowable.keys, cases: { as: 'cases', of: 'task' } },
  },
  'flow.WorkingDirectory': {
    ...withTasks,
    by: 'worker',
    rendered: 'cache inputFiles namespaceFiles outputFiles',
  },
  'http.Download': httpWith('failOnEmptyResponse saveAs'),
  'http.Request': httpWith('encryptBody'),
  'http.Trigger': httpWith('encryptBody responseCondition'),
  'kv.Set': { by: 'worker', rendered: 'key kvDescription kvType namespace overwrite ttl value' },
  'log.Log': { by: 'worker', rendered: 'level message' },
  'output.OutputValues': { by: 'worker', rendered: 'values' },
  'storage.Write': { by: 'worker', rendered: 'content extension' },
  'trigger.Flow': {
    by: 'executor',
    refused: 'minSatisfied mode states window',
    keys: { dependsOn: since2(unknown), preconditions: until1(unknown) },
    only: { '2.0': 'minSatisfied mode window' },
  },
  'trigger.Schedule': {
    by: 'scheduler',
    refused: 'cron timezone withSeconds recoverMissedSchedules lateMaximumDelay',
    keys: { backfill: until1(never), scheduleConditions: until1({ as: 'objects', of: 'condition' }) },
  },
  'trigger.ScheduleOnDates': {
    by: 'scheduler',
    rendered: 'dates',
    refused: 'recoverMissedSchedules timezone',
  },
  'trigger.Webhook': {
    by: 'web server',
    refused: 'fetchType responseContentType returnOutputs wait',
    keys: { key: byWebServer, responseCode: byWebServer },
    only: { '2.0': 'fetchType' },
  },
};

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
