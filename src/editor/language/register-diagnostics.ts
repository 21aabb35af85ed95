import {
  Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  languages,
  window,
  workspace,
  type DiagnosticCollection,
  type TextDocument,
  type TextDocumentChangeEvent,
} from 'vscode';
import type { Log } from '../../ports/log.ts';
import type { Severity } from '../../ports/problem.ts';
import type { LanguageProblem } from '../../language/index.ts';
import { debounce } from '../debounce.ts';
import { restFor } from '../edits.ts';
import { traceOf } from '../failures.ts';
import type { OpenFlows } from '../flows.ts';
import { onSettingChange } from '../settings.ts';
import type { Sessions } from '../session/sessions.ts';
import type { SeveritiesOf } from '../severities.ts';
import { followSaves } from './follow-saves.ts';
import type { MarkedProblem, MarkedProblems } from './marked-problems.ts';
import { rangeIn } from './positions.ts';
import { createSettling } from './settling.ts';
import { isWithheld, mayBeWithheld } from './withheld.ts';
import { together, type Owned } from '../owned.ts';

/** Marks wait until typing pauses, for this many ms. */
const quietFor = 250;

/** Underlines what is wrong in open flows, and keeps it up as the text and the catalog change. */
export function registerFlowDiagnostics(
  sessions: Sessions,
  flows: OpenFlows,
  marked: MarkedProblems,
  severitiesOf: SeveritiesOf,
  log: Log,
): Owned {
  const marks = languages.createDiagnosticCollection('kestra-secrets-flows');
  const shown = createShown(marks, marked);
  const settling = createSettling();
  // Who reads YAML once more for its mistakes, and the sentences, are loaded where there is a document.
  const mark = async (document: TextDocument) => {
    const { markFlow } = await import('./mark-flow.ts');
    return markFlow(document, { sessions, flows, shown, settling, severitiesOf });
  };
  const markAll = (documents: Set<TextDocument>) => {
    for (const document of documents) {
      if (document.isClosed) continue;
      mark(document).catch((error: unknown) => log.error(traceOf(error)));
    }
    documents.clear();
  };
  const changed = new Set<TextDocument>();
  const check = debounce(quietFor, () => markAll(changed));
  const ask = (documents: readonly TextDocument[]) => {
    documents.forEach((document) => changed.add(document));
    check.ask();
  };
  const typed = new Set<TextDocument>();
  const rest = debounce(restFor, () => markAll(typed));
  const follow = ({ document, contentChanges }: TextDocumentChangeEvent) => {
    ask([document]);
    if (contentChanges.length === 0) return;
    typed.add(document);
    rest.ask();
  };
  // Documents that are open already are looked at after activation, not in it.
  ask(workspace.textDocuments);
  return together(
    marks,
    settling,
    check,
    rest,
    workspace.onDidOpenTextDocument((document) => ask([document])),
    workspace.onDidChangeTextDocument(follow),
    followSaves(sessions, flows, settling),
    workspace.onDidCloseTextDocument((document) => shown.forget(document)),
    sessions.onDidChange(() => ask(workspace.textDocuments)),
    onSettingChange('languages', () => ask(workspace.textDocuments)),
    onSettingChange('problemSeverity', () => ask(workspace.textDocuments)),
    languages.onDidChangeDiagnostics(() => shown.look()),
    window.onDidChangeTextEditorSelection(() => shown.look()),
    window.onDidChangeVisibleTextEditors(() => shown.look()),
  );
}

/** Makes the sentence of a problem. */
type MessageOf = (problem: LanguageProblem) => string;

/** The problems of each open flow, of which those are marked that are not to be withheld for now. */
export interface ShownProblems {
  show(document: TextDocument, problems: readonly LanguageProblem[], messageOf: MessageOf): void;
  /** Looks again what is to be withheld. */
  look(): void;
  forget(document: TextDocument): void;
}

function createShown(marks: DiagnosticCollection, marked: MarkedProblems): ShownProblems {
  /** With the text they speak of, and what of them is marked. */
  const known = new Map<
    TextDocument,
    { readonly version: number; readonly problems: readonly MarkedProblem<LanguageProblem>[]; told: string }
  >();
  const draw = (document: TextDocument) => {
    const own = known.get(document);
    // Of a text that has changed since, the problems are about to be found anew.
    if (own?.version !== document.version) return;
    const shown = own.problems.filter(({ problem }) => !isWithheld(problem, document));
    const told = JSON.stringify(shown.map(({ problem }) => problem));
    if (told === own.told) return;
    own.told = told;
    marks.set(
      document.uri,
      shown.map(({ diagnostic }) => diagnostic),
    );
  };
  return {
    show(document, problems, messageOf) {
      const all = problems.map((problem) => ({
        problem,
        diagnostic: diagnosticOf(problem, messageOf(problem), document),
      }));
      known.set(document, { version: document.version, problems: all, told: '' });
      // What is withheld, because somebody else tells it, is mended all the same.
      marked.set('flows', document.uri, { text: document.getText(), problems: all });
      draw(document);
    },
    look() {
      for (const [document, { problems }] of known)
        if (problems.some(({ problem }) => mayBeWithheld(problem))) draw(document);
    },
    forget(document) {
      known.delete(document);
      marked.delete('flows', document.uri);
      marks.delete(document.uri);
    },
  };
}

function diagnosticOf(problem: LanguageProblem, message: string, document: TextDocument): Diagnostic {
  const range = rangeIn(document, problem.range);
  const diagnostic = new Diagnostic(range, message, severityOf(problem.severity));
  diagnostic.source = 'Kestra Secrets';
  diagnostic.code = problem.code;
  diagnostic.tags = tagsOf(problem.code);
  return diagnostic;
}

/** What is of no use is faded. */
export function tagsOf(code: LanguageProblem['code']): DiagnosticTag[] {
  return code === 'suppression-unused' ? [DiagnosticTag.Unnecessary] : [];
}

/** VS Code's word for it. */
export function severityOf(severity: Severity): DiagnosticSeverity {
  switch (severity) {
    case 'error':
      return DiagnosticSeverity.Error;
    case 'warning':
      return DiagnosticSeverity.Warning;
    case 'information':
      return DiagnosticSeverity.Information;
    case 'hint':
      return DiagnosticSeverity.Hint;
  }
}
