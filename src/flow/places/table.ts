import type { ObjectName, ObjectRules, Rule } from './rules.ts';
import {
  blocking,
  byExecutor,
  byWebServer,
  byWorker,
  lateTasks,
  never,
  noPart,
  ofPlugin,
  refused,
  since2,
  tasks,
  unknown,
  until1,
} from './treatments.ts';

/*
 * Each place of a flow, as Kestra's engine treats an expression there (whole flows were run through Kestra 2.0.0 and
 * 1.3.31; the properties of its own types are those of its schema). Reading, hover, completion, problems and the list
 * in docs/places.md follow from this table.
 */

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
      labels: { as: 'labels' },
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
  label: { keys: { key: refused, value: never }, others: never },
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
    ofPlugins: {
      tasks: { ...tasks, orOther: true },
      errors: { ...lateTasks, orOther: true },
      finally: { ...tasks, orOther: true },
      then: { ...tasks, orOther: true },
      else: { ...tasks, orOther: true },
    },
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
    keys: {
      allowFailed: byWorker,
      allowedResponseCodes: byWorker,
      auth: { as: 'object', of: 'http authentication' },
      defaultCharset: byWorker,
      enabledTcpExtendedKeepAlive: byWorker,
      followRedirects: byWorker,
      proxy: { as: 'object', of: 'http proxy' },
      ssl: { as: 'object', of: 'ssl options' },
      timeout: { as: 'object', of: 'http timeout' },
      basicAuthPassword: until1(byWorker),
      basicAuthUser: until1(byWorker),
      proxyAddress: until1(byWorker),
      proxyPassword: until1(byWorker),
      proxyUsername: until1(byWorker),
    },
    others: refused,
  },
  'http authentication': {
    keys: { password: byWorker, token: byWorker, username: byWorker },
    others: refused,
  },
  'http proxy': {
    keys: { address: byWorker, password: byWorker, port: byWorker, type: byWorker, username: byWorker },
    others: refused,
  },
  'http timeout': { keys: { connectTimeout: byWorker, readIdleTimeout: byWorker }, others: refused },
  'ssl options': { keys: { insecureTrustAllCertificates: byWorker }, others: refused },
  'plugin object': {
    keys: { id: never, type: refused, description: never, version: never },
    others: ofPlugin,
  },
};

/** What stands in a list of objects, or where the key cannot be read. */
export const unreadable: Rule = unknown;
