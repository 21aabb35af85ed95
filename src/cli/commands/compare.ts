import { askBoth, differences, isCompared } from '../../catalog/kestra/differences.ts';
import { isKestraNamespace } from '../../managers/kestra.ts';
import { untilDeadline } from '../deadline.ts';
import type { JsonDocument } from '../document.ts';
import { flowsUnder, type FlowToCheck } from '../flows.ts';
import { jsonBackends } from '../json-backends.ts';
import type { Outcome } from '../outcome.ts';
import type { Session } from '../session.ts';

/** Where the running Kestra and the rules of the backends disagree on which secrets there are. */
export async function runCompare(session: Session, signal: AbortSignal): Promise<Outcome> {
  const { catalog, options } = session;
  const { flows } = await flowsUnder(session, [], null, signal);
  const given = options.namespace === null ? [] : [options.namespace];
  await untilDeadline(askBoth(catalog, [...new Set([...given, ...namespacesOf(flows)])], signal), signal);
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

function namespacesOf(flows: readonly FlowToCheck[]): readonly string[] {
  return flows.flatMap(({ flow }) =>
    flow.documents.flatMap(({ namespace }) =>
      namespace?.kind === 'literal' && isKestraNamespace(namespace.value) ? [namespace.value] : [],
    ),
  );
}
