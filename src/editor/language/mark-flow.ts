import type { TextDocument } from 'vscode';
import type { Question } from '../../catalog/index.ts';
import { readCalls, type Stretches } from '../../flow/index.ts';
import type { LanguageProblem } from '../../language/index.ts';
import type { OpenFlows } from '../flows.ts';
import type { Sessions } from '../session/sessions.ts';
import type { SeveritiesOf } from '../severities.ts';
import { isAtHome } from './at-home.ts';
import { doInTurns } from './in-turns.ts';
import type { ShownProblems } from './register-diagnostics.ts';
import type { Settling } from './settling.ts';

/** Who knows what is to be marked, and who marks it. */
export interface MarkingFlows {
  readonly sessions: Sessions;
  readonly flows: OpenFlows;
  readonly shown: ShownProblems;
  readonly settling: Settling;
  readonly severitiesOf: SeveritiesOf;
}

/** Marks what is wrong with a document where it is a flow, as far as no comment ignores it. */
export async function markFlow(
  document: TextDocument,
  { sessions, flows, shown, settling, severitiesOf }: MarkingFlows,
): Promise<void> {
  if (flows.isTooLarge(document) && (await sessions.find(document.uri)) !== undefined) {
    const { problemMessage } = await import('../../language/messages/index.ts');
    const { withSeverity } = await import('../../language/suppressions.ts');
    const problem = withSeverity(tooLarge, await severitiesOf(document.uri));
    if (document.isClosed) return;
    shown.show(document, problem === null ? [] : [problem], problemMessage);
    return;
  }
  const told = async () => flows.brokenOrFlow(document) ?? (await flows.flowOrValues(document));
  const session = (await told()) === null ? undefined : await sessions.find(document.uri);
  if (session === undefined) {
    shown.forget(document);
    return;
  }
  // Whoever reads YAML once more for its mistakes, and the sentences, are loaded where there is a flow.
  const [{ yamlProblemsIn }, { problemsInSteps }, { problemMessage }, { withSeverity }] = await Promise.all([
    import('../../flow/yaml-problems.ts'),
    import('../../language/problems.ts'),
    import('../../language/messages/index.ts'),
    import('../../language/suppressions.ts'),
  ]);
  const severities = await severitiesOf(document.uri);
  const { version } = document;
  const file = await told();
  if (document.isClosed || file === null) return;
  // What has changed since is looked at anew, on a call of its own.
  const isSameText = () => !document.isClosed && document.version === version;
  const inTurns = <T>(work: Stretches<T>) => doInTurns(work, isSameText);
  session.freshen();
  if ((await inTurns(readCalls(file))) === null) return;
  const isHalfTyped = flows.halfTyped(document);
  settling.settle(session, session.viewOf(document.uri), file, isHalfTyped);
  // What lies outside the folder may be meant for another server.
  if (!isAtHome(document)) return;
  const ofYaml = await inTurns(yamlProblemsIn(file));
  if (ofYaml === null) return;
  const { kestraVersion = null, showsSecretsInEnvs = false } = session.configuration() ?? {};
  const resolve = (question: Question) => session.viewOf(document.uri).resolve(question);
  const problems = await inTurns(
    problemsInSteps(file, resolve, { ofYaml: ofYaml.value, kestraVersion, showsSecretsInEnvs, isHalfTyped }),
  );
  if (problems === null) return;
  const known = { session, uri: document.uri, resolve, isHalfTyped };
  const { flowProblemsToTell } = await import('./ignored-problems.ts');
  const toTell = await flowProblemsToTell(file, problems.value, known, inTurns);
  if (toTell === null) return;
  // The text may have changed while comments were looked for: offsets are of the one that was read.
  if (!isSameText()) return;
  const severe = toTell.flatMap((problem) => withSeverity(problem, severities) ?? []);
  shown.show(document, severe, problemMessage);
}

const tooLarge: LanguageProblem = {
  code: 'too-large',
  severity: 'information',
  range: { start: 0, end: 0 },
  data: { what: 'file' },
  suggestions: [],
  reference: null,
  backend: null,
};
