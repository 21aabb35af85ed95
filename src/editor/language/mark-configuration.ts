import { Diagnostic, workspace, type DiagnosticCollection, type Uri } from 'vscode';
import type { ConfigurationProblem } from '../../configuration/index.ts';
import { mayIgnoreProblems } from '../../language/index.ts';
import { problemMessage } from '../../language/messages/index.ts';
import { withSeverity } from '../../language/suppressions.ts';
import type { OpenFlows } from '../flows.ts';
import type { FolderSession } from '../session/folder-session.ts';
import { uriOf } from '../session/paths.ts';
import type { SeveritiesOf } from '../severities.ts';
import { configurationProblemsToTell } from './ignored-problems.ts';
import { doInTurns } from './in-turns.ts';
import type { MarkedProblem, MarkedProblems } from './marked-problems.ts';
import { rangesIn } from './positions.ts';
import { severityOf, tagsOf } from './register-diagnostics.ts';

interface Marking {
  readonly flows: OpenFlows;
  readonly marks: DiagnosticCollection;
  readonly marked: MarkedProblems;
  readonly severitiesOf: SeveritiesOf;
  readonly isCurrent: () => boolean;
  readonly signal: AbortSignal;
}

/** What is wrong with one file of a configuration, and with all of them. */
interface ProblemsOfFile {
  readonly file: string;
  readonly problems: readonly ConfigurationProblem[];
  readonly all: readonly ConfigurationProblem[];
}

/** Marks what is wrong with one file of a folder's configuration, as far as no comment ignores it. */
export async function markConfiguration(
  session: FolderSession,
  { all, file, problems }: ProblemsOfFile,
  { flows, marks, marked, severitiesOf, isCurrent, signal }: Marking,
): Promise<void> {
  const uri = uriOf(session.folder, file);
  const [answer, severities] = await Promise.all([
    session.files.read(file, signal).catch(() => null),
    severitiesOf(uri),
  ]);
  if (answer === null || !isCurrent()) return;
  // What concerns a file that is not to be read is told at its beginning.
  const text = answer.state === 'text' ? answer.text : '';
  const isFlowToo = mayIgnoreProblems(text) && (await isFlow(uri, flows));
  const toTell = await configurationProblemsToTell(problems, { all, file, isFlowToo, text }, (work) =>
    doInTurns(work, isCurrent),
  );
  if (toTell === null || !isCurrent()) return;
  const rangeOf = rangesIn(text);
  const found = toTell.flatMap((each): MarkedProblem[] => {
    const problem = withSeverity(each, severities);
    if (problem === null) return [];
    const range = rangeOf(problem.range);
    const diagnostic = new Diagnostic(range, problemMessage(problem), severityOf(problem.severity));
    diagnostic.source = 'Kestra Secrets';
    diagnostic.code = problem.code;
    diagnostic.tags = tagsOf(problem.code);
    return [{ problem, diagnostic }];
  });
  marked.set('configuration', uri, { text, problems: found });
  marks.set(
    uri,
    found.map(({ diagnostic }) => diagnostic),
  );
}

/** Whether an open document is marked as a flow, or for what it gives to flows. */
async function isFlow(uri: Uri, flows: OpenFlows): Promise<boolean> {
  const document = workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
  if (document === undefined) return false;
  return (flows.brokenOrFlow(document) ?? (await flows.flowOrValues(document))) !== null;
}
