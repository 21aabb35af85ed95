import { differences } from '../../catalog/kestra/differences.ts';
import type { CatalogSnapshot, Question } from '../../catalog/index.ts';
import { untilDeadline } from '../deadline.ts';
import type { JsonDocument } from '../document.ts';
import { flowsUnder, type FlowToCheck } from '../flows.ts';
import { jsonBackends } from '../json-backends.ts';
import { allBackends } from '../kestra-backend.ts';
import type { Outcome } from '../outcome.ts';
import type { Session } from '../session.ts';

/** Where the running Kestra and the rules of the backends disagree on which secrets there are. */
export async function runCompare(session: Session, signal: AbortSignal): Promise<Outcome> {
  const { catalog, options } = session;
  const { flows } = await flowsUnder(session, [], null, signal);
  const given = options.namespace === null ? [] : [options.namespace];
  await untilDeadline(askBoth(session, [...new Set([...given, ...namespacesOf(flows)])], signal), signal);
  const snapshot = catalog.snapshot();
  // In one run nothing ages.
  const found = differences(snapshot, -Infinity);
  const document: JsonDocument = {
    version: 1,
    backends: jsonBackends(snapshot),
    differences: found.map(({ name, namespace, listedByKestra, visibleHere, backend, rule }) => ({
      name,
      namespace,
      listedByKestra,
      visibleHere,
      backend,
      rule,
    })),
  };
  return {
    document,
    snapshot,
    failures: [],
    failed: found.length > 0,
    ...(isCompared(snapshot) ? {} : { isNotDone: true }),
  };
}

/** Both tell all they have; then each name that Kestra lists is asked for where nobody here showed it. */
async function askBoth(
  { catalog }: Session,
  namespaces: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  await Promise.all([
    catalog.listKestra(namespaces, signal),
    ...catalog.snapshot().backends.map(({ id }) => catalog.refreshBackend(id, signal)),
  ]);
  const listed = catalog.snapshot().kestra?.names ?? [];
  await Promise.all(
    listed.map((each) => catalog.ask(lookUp(each.name, each.namespace), { readValues: false }, signal)),
  );
}

function lookUp(name: string, namespace: string | null): Question {
  return {
    key: { kind: 'constant', value: name },
    subkey: null,
    namespaceArgument: namespace === null ? null : { kind: 'constant', value: namespace },
    callFailure: null,
    flowNamespace: null,
  };
}

function namespacesOf(flows: readonly FlowToCheck[]): readonly string[] {
  return flows.flatMap(({ flow }) =>
    flow.documents.flatMap(({ namespace }) => (namespace?.kind === 'literal' ? [namespace.value] : [])),
  );
}

/** Whether Kestra told all it has, and every backend that can be asked told something. */
function isCompared(snapshot: CatalogSnapshot): boolean {
  const closed = ['failed', 'blocked', 'offline'];
  return (
    snapshot.kestra?.state === 'complete' &&
    allBackends(snapshot).every(({ state }) => !closed.includes(state))
  );
}
