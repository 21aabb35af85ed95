import { doAtOnce } from '../../flow/index.ts';
import { yamlProblemsIn } from '../../flow/yaml-problems.ts';
import { onceEach, unusedSecrets } from '../../language/index.ts';
import { untilDeadline } from '../deadline.ts';
import type { JsonDocument } from '../document.ts';
import { flowsUnder, type FlowToCheck } from '../flows.ts';
import { jsonBackends } from '../json-backends.ts';
import type { Outcome } from '../outcome.ts';
import { askAll, jsonReferencesOf, questionsIn } from '../references.ts';
import type { Session } from '../session.ts';

/** The secrets that no flow of the folder asks for; what is asked for at run time only may be any of them. */
export async function runUnused(session: Session, signal: AbortSignal): Promise<Outcome> {
  const { catalog } = session;
  const { flows, refused } = await flowsUnder(session, [], signal);
  await untilDeadline(askAll(session, flows, false, signal), signal);
  const snapshot = catalog.snapshot();
  const resolve = onceEach((question) => catalog.resolve(question));
  const document: JsonDocument = {
    version: 1,
    backends: jsonBackends(snapshot),
    references: flows.flatMap((flow) => jsonReferencesOf(flow, resolve)),
    unused: unusedSecrets(snapshot, questionsIn(flows)).map((secret) => ({
      backend: secret.backend,
      name: secret.name,
      verdict: secret.because.length === 0 ? 'unused' : 'may-be-used',
      because: secret.because,
    })),
    unusedComplete:
      refused.length === 0 &&
      flows.every(isWhole) &&
      snapshot.backends.every(({ state }) => state === 'complete'),
  };
  return { document, snapshot, failures: [], failed: false };
}

/** What does not parse may hold a call that nobody sees. */
function isWhole({ flow }: FlowToCheck): boolean {
  if (doAtOnce(yamlProblemsIn(flow)).length > 0) return false;
  return flow.documents.every(({ problems }) => problems.every(({ code }) => code !== 'expression-syntax'));
}
