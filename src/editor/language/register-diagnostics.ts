import {
  Diagnostic,
  DiagnosticSeverity,
  languages,
  workspace,
  type DiagnosticCollection,
  type TextDocument,
} from 'vscode';
import type { Log } from '../../ports/log.ts';
import type { Severity } from '../../ports/problem.ts';
import { problemMessage, problemsIn, type LanguageProblem } from '../../language/index.ts';
import { debounced } from '../debounce.ts';
import { traceOf } from '../failures.ts';
import type { OpenFlows } from '../flows.ts';
import type { Sessions } from '../session/sessions.ts';
import { rangeIn } from './positions.ts';
import { createSettling, type Settling } from './settling.ts';
import { together, type Owned } from '../owned.ts';

/** Marks wait until typing pauses, for this many ms. */
const quietFor = 250;

/** Underlines what is wrong in open flows, and keeps it up as the text and the catalog change. */
export function registerFlowDiagnostics(sessions: Sessions, flows: OpenFlows, log: Log): Owned {
  const marks = languages.createDiagnosticCollection('kestra-secrets-flows');
  const settling = createSettling();
  const changed = new Set<TextDocument>();
  const check = debounced(quietFor, () => {
    const documents = [...changed];
    changed.clear();
    for (const document of documents) {
      if (document.isClosed) continue;
      mark(document, { sessions, flows, marks, settling }).catch((error: unknown) =>
        log.error(traceOf(error)),
      );
    }
  });
  const ask = (documents: readonly TextDocument[]) => {
    documents.forEach((document) => changed.add(document));
    check.ask();
  };
  // Documents that are open already are looked at after activation, not in it.
  ask(workspace.textDocuments);
  return together(
    marks,
    settling,
    check,
    workspace.onDidOpenTextDocument((document) => ask([document])),
    workspace.onDidChangeTextDocument(({ document }) => ask([document])),
    workspace.onDidCloseTextDocument((document) => marks.delete(document.uri)),
    sessions.onDidChange(() => ask(workspace.textDocuments)),
  );
}

interface Marking {
  readonly sessions: Sessions;
  readonly flows: OpenFlows;
  readonly marks: DiagnosticCollection;
  readonly settling: Settling;
}

async function mark(document: TextDocument, { sessions, flows, marks, settling }: Marking): Promise<void> {
  const session = sessions.of(document.uri);
  if (session === undefined || flows.flow(document) === null) {
    marks.delete(document.uri);
    return;
  }
  await session.ready();
  const file = flows.flow(document);
  if (document.isClosed || file === null) return;
  session.freshen();
  settling.settle(session, file);
  const problems = problemsIn(file, (question) => session.catalog.resolve(question), {
    kestraVersion: session.configuration()?.kestraVersion ?? null,
  });
  marks.set(
    document.uri,
    problems.map((problem) => diagnosticOf(problem, document)),
  );
}

function diagnosticOf(problem: LanguageProblem, document: TextDocument): Diagnostic {
  const range = rangeIn(document, problem.range);
  const diagnostic = new Diagnostic(range, problemMessage(problem), severityOf(problem.severity));
  diagnostic.source = 'Kestra Secrets';
  diagnostic.code = problem.code;
  return diagnostic;
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
