/** The keys of a flow, of 2.0 and of 1.3 (Kestra: FlowWithSource); what stands below others is no part of it. */
const flowKeys: ReadonlySet<string> = new Set([
  'afterExecution',
  'checks',
  'concurrency',
  'deleted',
  'description',
  'disabled',
  'draft',
  'errors',
  'finally',
  'id',
  'inputs',
  'labels',
  'listeners',
  'namespace',
  'outputs',
  'pluginDefaults',
  'policyRefs',
  'quotas',
  'retry',
  'revision',
  'sla',
  'source',
  'taskDefaults',
  'tasks',
  'tenantId',
  'triggers',
  'updated',
  'variables',
  'workerGroup',
  'workerSelector',
  '<<',
]);

/**
 * Tells of a place in a flow whether it is below one of its keys, or below none at all. Places are to be asked in the
 * order of the text, which is that of one document.
 */
export function partsOfFlow(text: string): (at: number) => boolean {
  const keys = text.matchAll(/^(["']?)(<<|[A-Za-z_][\w.-]*)\1[ \t]*:(?=\s|$)/gm);
  let next = keys.next();
  let isPart = true;
  return (at) => {
    for (; next.done !== true && next.value.index <= at; next = keys.next()) {
      isPart = flowKeys.has(next.value[2] ?? '');
    }
    return isPart;
  };
}
