import type { Diagnostic, TextDocument, Uri } from 'vscode';
import type { MendableProblem } from '../../language/index.ts';
import { isSameText } from '../shown/same-text.ts';

/** A problem and the mark that shows it. */
export interface MarkedProblem<Problem extends MendableProblem = MendableProblem> {
  readonly problem: Problem;
  readonly diagnostic: Diagnostic;
}

interface MarkedText {
  /** The text that the problems speak of. */
  readonly text: string;
  readonly problems: readonly MarkedProblem[];
}

/** Who marks: a file can be a flow, or hold what a flow is given, and configure a server too. */
export type Marker = (typeof markers)[number];
const markers = ['flows', 'configuration'] as const;

/** What is marked in each file, kept so that the marks lead back to their problems. */
export interface MarkedProblems {
  set(by: Marker, file: Uri, marked: MarkedText): void;
  delete(by: Marker, file: Uri): void;
  /** Those of a document, by who marked them, as long as its text is the one they speak of. */
  of(document: TextDocument): readonly (MarkedText & { readonly by: Marker })[];
}

export function createMarkedProblems(): MarkedProblems {
  const known: Readonly<Record<Marker, Map<string, MarkedText>>> = {
    flows: new Map(),
    configuration: new Map(),
  };
  return {
    set(by, file, marked) {
      known[by].set(file.toString(), marked);
    },
    delete(by, file) {
      known[by].delete(file.toString());
    },
    of(document) {
      const name = document.uri.toString();
      return markers.flatMap((by) => {
        const marked = known[by].get(name);
        return marked !== undefined && isSameText(marked.text, document.getText()) ? [{ ...marked, by }] : [];
      });
    },
  };
}
