import type { CatalogSnapshot } from '../../catalog/index.ts';
import { doAtOnce, generationOf, namesInCalls } from '../../flow/index.ts';
import { yamlProblemsIn } from '../../flow/yaml-problems.ts';
import { onceEach, unusedSecrets, type MentionedName, type MentionedNames } from '../../language/index.ts';
import { readTexts } from '../../workspace/index.ts';
import { untilDeadline } from '../deadline.ts';
import type { JsonDocument } from '../document.ts';
import { flowsUnder, type FlowToCheck } from '../flows.ts';
import { jsonBackends } from '../json-backends.ts';
import type { Outcome } from '../outcome.ts';
import { askAll, jsonReferencesOf, questionsIn } from '../references.ts';
import type { Session } from '../session.ts';

/** The secrets that no flow of the folder asks for; what is asked for at run time only may be any of them. */
export async function runUnused(session: Session, signal: AbortSignal): Promise<Outcome> {
  const { catalog, configuration } = session;
  const generation = generationOf(configuration.kestraVersion ?? null);
  const { flows, refused } = await flowsUnder(session, [], signal);
  await untilDeadline(askAll(session, flows, false, signal), signal);
  const snapshot = catalog.snapshot();
  const mentions = await mentionsIn(session, snapshot, signal);
  const resolve = onceEach((question) => catalog.resolve(question));
  const document: JsonDocument = {
    version: 1,
    backends: jsonBackends(snapshot),
    references: flows.flatMap((flow) => jsonReferencesOf(flow, resolve, generation)),
    unused: unusedSecrets(snapshot, questionsIn(flows), mentions.names).map((secret) => ({
      backend: secret.backend,
      name: secret.name,
      verdict: secret.because.length + secret.files.length === 0 ? 'unused' : 'may-be-used',
      because: secret.because,
      files: secret.files,
    })),
    unusedComplete:
      mentions.isWhole &&
      refused.length === 0 &&
      flows.every(isWhole) &&
      snapshot.backends.every(({ state }) => state === 'complete'),
  };
  return { document, snapshot, failures: [], failed: false };
}

interface Mentions {
  readonly names: MentionedNames;
  /** Whether all text files of the folder were looked into. */
  readonly isWhole: boolean;
}

/**
 * Where the folder's texts name a secret inside `secret(…)`, flows or not: a script, a file that a flow renders, the
 * server's own configuration. Nobody can tell of each whether Kestra ever evaluates it.
 */
async function mentionsIn(
  { files }: Session,
  { backends }: CatalogSnapshot,
  signal: AbortSignal,
): Promise<Mentions> {
  const known = new Set(
    backends.flatMap(({ secrets }) =>
      secrets.flatMap(({ name, otherName }) => [name.toUpperCase(), (otherName ?? name).toUpperCase()]),
    ),
  );
  const names = new Map<string, MentionedName[]>();
  const take = (file: string, text: string) => {
    for (const name of namesInCalls(text)) {
      const folded = name.toUpperCase();
      if (!known.has(folded)) continue;
      const others = names.get(folded);
      if (others === undefined) names.set(folded, [{ name, file }]);
      else others.push({ name, file });
    }
  };
  let isWhole = false;
  if (known.size === 0) return { names, isWhole: true };
  const reading = async () => {
    isWhole = await readTexts(files, take, signal);
  };
  await untilDeadline(reading(), signal);
  return { names, isWhole };
}

/** What does not parse may hold a call that nobody sees. */
function isWhole({ flow }: FlowToCheck): boolean {
  if (doAtOnce(yamlProblemsIn(flow)).some(({ code }) => code === 'yaml-syntax')) return false;
  return flow.documents.every(({ problems }) => problems.every(({ code }) => code !== 'expression-syntax'));
}
