import type { Diagnostic, TextDocument, Uri } from 'vscode';
import type { MendableProblem } from '../../language/index.ts';
import { isSameText } from '../shown/same-text.ts';

/** A problem and the mark that shows it. */
export interface MarkedProblem {
  readonly problem: MendableProblem;
  readonly diagnostic: Diagnostic;
}

interface MarkedText {
  /** The text that the problems speak of. */
  readonly text: string;
  readonly problems: readonly MarkedProblem[];
}

/** What is marked in each file, kept so that the marks lead back to their problems. */
export interface MarkedProblems {
  set(file: Uri, marked: MarkedText): void;
  delete(file: Uri): void;
  /** Those of a document as long as its text is the one they speak of; else null. */
  of(document: TextDocument): MarkedText | null;
}

export function createMarkedProblems(): MarkedProblems {
  const known = new Map<string, MarkedText>();
  return {
    set(file, marked) {
      known.set(file.toString(), marked);
    },
    delete(file) {
      known.delete(file.toString());
    },
    of(document) {
      const marked = known.get(document.uri.toString());
      return marked !== undefined && isSameText(marked.text, document.getText()) ? marked : null;
    },
  };
}
