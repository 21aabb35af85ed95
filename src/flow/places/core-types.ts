import type { TypeRules } from './rules.ts';
import {
  byExecutor,
  byWebServer,
  byWorker,
  lateTasks,
  never,
  since2,
  tasks,
  unknown,
  until1,
} from './treatments.ts';

const http: TypeRules = {
  by: 'worker',
  rendered: 'uri method params body contentType formData headers allowFailed',
  keys: {
    options: { as: 'object', of: 'http options' },
    sslOptions: until1({ as: 'object', of: 'ssl options' }),
  },
  only: { '1.3': 'allowFailed' },
};

/** Adds properties to those of every task that asks over HTTP. */
const httpWith = (rendered: string): TypeRules => ({ ...http, rendered: `${http.rendered} ${rendered}` });

/** What runs other tasks. */
const flowable: TypeRules = { by: 'executor', keys: { errors: lateTasks, finally: tasks } };
const withTasks: TypeRules = { ...flowable, tasks: 'tasks' };

/**
 * The types of Kestra's own, with all their properties, without `io.kestra.plugin.core.`. Of others a property counts as
 * a plugin's.
 */
export const coreTypes: Readonly<Record<string, TypeRules>> = {
  'debug.Echo': { by: 'worker', rendered: 'format level' },
  'debug.Return': { by: 'worker', rendered: 'format' },
  'execution.Assert': { by: 'worker', rendered: 'conditions errorMessage' },
  'execution.Count': { by: 'worker', rendered: 'endDate expression flows namespaces startDate states' },
  'execution.Exit': { by: 'executor', rendered: 'state' },
  'execution.Fail': { by: 'worker', rendered: 'condition errorMessage' },
  'execution.Labels': {
    by: 'executor',
    keys: { labels: { as: 'rendered', by: 'executor', onMissing: 'task-fails', leak: 'label' } },
  },
  'execution.PurgeExecutions': {
    by: 'worker',
    rendered:
      'batchSize endDate flowId namespace purgeExecution purgeLog purgeMetric purgeStorage startDate states',
  },
  'execution.Resume': { by: 'worker', rendered: 'executionId flowId inputs namespace' },
  'execution.SetVariables': { by: 'executor', rendered: 'overwrite variables' },
  'execution.UnsetVariables': { by: 'executor', rendered: 'ignoreMissing variables' },
  'flow.AllowFailure': withTasks,
  'flow.Dag': {
    ...flowable,
    rendered: 'concurrent onChildFailure',
    keys: { ...flowable.keys, tasks: { as: 'objects', of: 'dag task' } },
    only: { '2.0': 'onChildFailure' },
  },
  'flow.EachParallel': { ...withTasks, rendered: 'concurrent value' },
  'flow.EachSequential': { ...withTasks, rendered: 'value' },
  'flow.ForEach': { ...withTasks, rendered: 'values', refused: 'concurrencyLimit' },
  'flow.ForEachItem': {
    ...flowable,
    rendered: 'flowId inputs labels namespace scheduleDate',
    refused: 'inheritLabels restartBehavior revision transmitFailed wait',
    keys: { ...flowable.keys, items: byWorker, batch: byWorker },
  },
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
  'flow.PurgeFlows': { by: 'worker', rendered: 'behavior flowId namespace' },
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
  'http.SseRequest': httpWith('concatJqExpression failedOnMissingJq'),
  'http.Trigger': httpWith('encryptBody responseCondition'),
  'kv.Delete': { by: 'worker', rendered: 'errorOnMissing key namespace' },
  'kv.Get': { by: 'worker', rendered: 'errorOnMissing key namespace' },
  'kv.GetKeys': { by: 'worker', rendered: 'namespace prefix' },
  'kv.PurgeKV': {
    by: 'worker',
    rendered: 'behavior expiredOnly includeChildNamespaces keyPattern namespacePattern namespaces',
    only: { '1.3': 'expiredOnly' },
  },
  'kv.Put': { by: 'worker', rendered: 'errorOnMissing key namespace value' },
  'kv.Set': { by: 'worker', rendered: 'key kvDescription kvType namespace overwrite ttl value' },
  'log.Fetch': { by: 'worker', rendered: 'executionId flowId level namespace tasksId' },
  'log.Log': { by: 'worker', rendered: 'level message' },
  'log.PurgeLogs': {
    by: 'worker',
    rendered:
      'batchSize endDate executionId flowId logLevels namespace purgeExecutionLogs purgeNonExecutionLogs startDate',
    only: { '2.0': 'batchSize purgeExecutionLogs purgeNonExecutionLogs' },
  },
  'metric.Publish': { by: 'worker', rendered: 'metrics' },
  'namespace.DeleteFiles': { by: 'worker', rendered: 'deleteParentFolder files namespace' },
  'namespace.DownloadFiles': { by: 'worker', rendered: 'destination files namespace' },
  'namespace.PurgeFiles': {
    by: 'worker',
    rendered: 'behavior filePattern includeChildNamespaces namespacePattern namespaces',
  },
  'namespace.UploadFiles': { by: 'worker', rendered: 'conflict destination files filesMap namespace' },
  'output.OutputValues': { by: 'worker', rendered: 'values' },
  'state.Delete': { by: 'worker', rendered: 'errorOnMissing name namespace taskrunValue' },
  'state.Get': { by: 'worker', rendered: 'errorOnMissing name namespace taskrunValue' },
  'state.Set': { by: 'worker', rendered: 'data name namespace taskrunValue' },
  'storage.Concat': { by: 'worker', rendered: 'extension files separator' },
  'storage.DeduplicateItems': { by: 'worker', rendered: 'expr from' },
  'storage.Delete': { by: 'worker', rendered: 'errorOnMissing uri' },
  'storage.FilterItems': { by: 'worker', rendered: 'errorOrNullBehavior filterCondition filterType from' },
  'storage.LocalFiles': { by: 'worker', rendered: 'inputs outputs' },
  'storage.PurgeCurrentExecutionFiles': { by: 'worker' },
  'storage.PurgeStorage': { by: 'worker', rendered: 'dryRun endDate flowId namespace startDate' },
  'storage.Reverse': { by: 'worker', rendered: 'charset from separator' },
  'storage.Size': { by: 'worker', rendered: 'uri' },
  'storage.Split': { by: 'worker', rendered: 'bytes from partitions regexPattern rows separator' },
  'storage.Write': { by: 'worker', rendered: 'content extension' },
  'templating.TemplatedTask': { by: 'worker', rendered: 'spec' },
  'trigger.Flow': {
    by: 'executor',
    refused: 'minSatisfied mode states window',
    keys: { dependsOn: since2(unknown), preconditions: until1(unknown) },
    only: { '2.0': 'minSatisfied mode window' },
  },
  'trigger.McpToolTrigger': {
    by: 'web server',
    refused: 'annotations toolName',
    never: 'mcpServer title toolDescription',
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
  'trigger.Toggle': { by: 'worker', rendered: 'flowId namespace trigger', refused: 'enabled' },
  'trigger.Webhook': {
    by: 'web server',
    refused: 'fetchType responseContentType returnOutputs wait',
    keys: { key: byWebServer, responseCode: byWebServer },
    only: { '2.0': 'fetchType' },
  },
};
