import { Diagnostic, languages, Uri, workspace } from 'vscode';
import type { IndexedProblem } from '../../language/problems.ts';
import { problemMessage } from '../../language/messages/index.ts';
import { severityOf } from '../language/register-diagnostics.ts';
import { isFlowLanguage, isTerraform } from '../languages.ts';
import { together, type Owned } from '../owned.ts';
import { uriOf } from '../session/paths.ts';
import type { FolderSession } from '../session/folder-session.ts';
import type { FolderProblems } from './folder-check.ts';
import { rangeOfPlace } from './places.ts';

/** Files with problems that are marked at the most: whoever has more sees them all in the view. */
const mostFiles = 1000;

/** The marks of files that are not open, or are of a language in which nobody else tells of them. */
export interface ClosedMarks extends Owned {
  /** Shows these, and no others. */
  show(found: Iterable<readonly [FolderSession, FolderProblems]>): void;
}

export function createClosedMarks(): ClosedMarks {
  const marks = languages.createDiagnosticCollection('kestra-secrets-closed-flows');
  /** What was found, and of that what is marked, by file. */
  let wanted: ReadonlyMap<string, readonly IndexedProblem[]> = new Map();
  const shown = new Map<string, readonly IndexedProblem[]>();

  function draw(): void {
    // A namespace file that a flow renders, or a compose file, is of none of the languages of flows.
    const told = workspace.textDocuments.filter((each) => isFlowLanguage(each) || isTerraform(each));
    const open = new Set(told.map(({ uri }) => uri.toString()));
    for (const file of [...shown.keys()]) {
      if (wanted.has(file) && !open.has(file)) continue;
      shown.delete(file);
      marks.delete(Uri.parse(file));
    }
    for (const [file, problems] of wanted) {
      if (open.has(file) || shown.get(file) === problems) continue;
      shown.set(file, problems);
      marks.set(Uri.parse(file), problems.map(diagnosticOf));
    }
  }

  const listeners = [workspace.onDidOpenTextDocument(draw), workspace.onDidCloseTextDocument(draw)];
  return {
    show(found) {
      const files = [...found].flatMap(([{ folder }, problems]) =>
        [...problems].map(([path, own]) => [uriOf(folder, path).toString(), own] as const),
      );
      wanted = new Map(files.slice(0, mostFiles));
      draw();
    },
    dispose: () => together(marks, ...listeners).dispose(),
  };
}

function diagnosticOf({ place, problem }: IndexedProblem): Diagnostic {
  const diagnostic = new Diagnostic(
    rangeOfPlace(place),
    problemMessage(problem),
    severityOf(problem.severity),
  );
  diagnostic.source = 'Kestra Secrets';
  diagnostic.code = problem.code;
  return diagnostic;
}
