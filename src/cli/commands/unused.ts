import type { CatalogSnapshot } from '../../catalog/index.ts';
import { doAtOnce, generationOf } from '../../flow/index.ts';
import { yamlProblemsIn } from '../../flow/yaml-problems.ts';
import { foldedNamesIn, unusedSecrets } from '../../language/unused.ts';
import { readTexts } from '../../workspace/flow-files.ts';
import { untilDeadline } from '../deadline.ts';
import type { JsonDocument } from '../document.ts';
import { flowsUnder, inOrder, unreadWords, type FlowToCheck } from '../flows.ts';
import { jsonBackends } from '../json-backends.ts';
import { backendBeside } from '../../catalog/kestra/as-backend.ts';
import type { Outcome } from '../outcome.ts';
import { askAll, jsonReferencesOf, questionsIn, resolveIn } from '../references.ts';
import {
  createMentionCollector,
  renderedFiles,
  serverValues,
  viewOfFile,
  type Mentions,
} from '../../folder/elsewhere/index.ts';
import type { Session } from '../session.ts';

/** The secrets that no flow of the folder asks for; what is asked for at run time only may be any of them. */
export async function runUnused(session: Session, signal: AbortSignal): Promise<Outcome> {
  const { catalog, configuration } = session;
  const generation = generationOf(configuration.kestraVersion ?? null);
  const { flows, refused } = await flowsUnder(session, [], null, signal);
  const rendered = await renderedFiles(session, flows, signal);
  const asking = inOrder([...flows, ...rendered, ...(await certainServerValues(session, signal))]);
  await untilDeadline(askAll(session, asking, false, signal), signal);
  const snapshot = catalog.snapshot();
  const unread = [
    ...refused.map(unreadWords),
    ...asking.filter((flow) => !isWhole(flow)).map(({ file }) => `${file} could be read only in part`),
  ];
  const known = { ...snapshot, backends: [...snapshot.backends, ...backendBeside(snapshot)] };
  const mentions = await mentionsIn(session, known, signal);
  const resolveAt = resolveIn(catalog);
  const judging = new Map(asking.map((each) => [each, viewOfFile(catalog, each).snapshot().configurations]));
  const asked = questionsIn(asking).map(({ asking: each, question }) => ({
    question,
    configurations: judging.get(each),
  }));
  const document: JsonDocument = {
    version: 1,
    backends: jsonBackends(snapshot),
    references: asking.flatMap((flow) => jsonReferencesOf(flow, resolveAt(flow), generation)),
    unused: unusedSecrets(known, asked, mentions.names).map((secret) => ({
      backend: secret.backend,
      name: secret.name,
      verdict: secret.because.length + secret.files.length === 0 ? 'unused' : 'may-be-used',
      because: secret.because,
      files: secret.files,
    })),
    unusedComplete:
      mentions.isWhole && unread.length === 0 && known.backends.every(({ state }) => state === 'complete'),
  };
  const lines = [
    ...unread,
    ...(mentions.isWhole
      ? []
      : [signal.aborted ? unlookedWords : 'the folder holds more text than is looked through']),
  ];
  return { document, snapshot, failures: [], unread: unreadLines(lines), failed: false };
}

const unlookedWords = 'the run was stopped before all texts of the folder were looked through';

/** So many are named; who has more knows by then what to look for. */
const longestList = 20;

function unreadLines(causes: readonly string[]): readonly string[] {
  const more = causes.length - longestList;
  return [
    ...causes
      .slice(0, longestList)
      .map((cause) => `A secret may be in use though it is called unused: ${cause}.`),
    ...(more > 0 ? [`So it is with ${String(more)} more ${more === 1 ? 'file' : 'files'}.`] : []),
  ];
}

/**
 * What the server's configuration puts into tasks. Where the server's version is not known, nobody can tell whether it
 * reads policies or the defaults of plugins: what stands there is then as any other text of the folder.
 */
async function certainServerValues(session: Session, signal: AbortSignal): Promise<readonly FlowToCheck[]> {
  const { kestraVersion = null } = session.configuration;
  return kestraVersion === null ? [] : serverValues(session, signal);
}

/**
 * Where the folder's texts name a secret inside `secret(…)`, flows or not: a script, a file that a flow renders, the
 * server's own configuration. Nobody can tell of each whether Kestra ever evaluates it. `isWhole`: whether all text files of
 * the folder were looked into.
 */
async function mentionsIn(
  { files }: Session,
  { backends }: CatalogSnapshot,
  signal: AbortSignal,
): Promise<{ readonly names: Mentions; readonly isWhole: boolean }> {
  const known = doAtOnce(foldedNamesIn(backends.flatMap(({ secrets }) => secrets)));
  const collector = createMentionCollector((folded) => known.has(folded));
  const { mentions } = collector;
  let isWhole = false;
  if (known.size === 0) return { names: mentions, isWhole: true };
  const reading = async () => {
    isWhole = await readTexts(files, (file, text) => collector.take(file, text), signal);
  };
  await untilDeadline(reading(), signal);
  return { names: mentions, isWhole };
}

/** What does not parse may hold a call that nobody sees. */
function isWhole({ flow }: FlowToCheck): boolean {
  if (doAtOnce(yamlProblemsIn(flow)).some(({ code }) => code === 'yaml-syntax')) return false;
  return flow.documents.every(({ problems }) => problems.every(({ code }) => code !== 'expression-syntax'));
}
