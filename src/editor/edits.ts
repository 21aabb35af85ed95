import { workspace, type TextDocument, type TextDocumentChangeEvent } from 'vscode';
import type { TextEdit, TextRange } from '../ports/text.ts';
import { rangesAfter } from '../text/edits.ts';
import { together, type Owned } from './owned.ts';

/** Typing rests where nothing was typed for so long, in ms. */
export const restFor = 1000;

/** What was edited last in each open document. */
export interface LastEdits extends Owned {
  /** Where a document was edited just now, in its present text; empty where typing rests. */
  justNow(document: TextDocument): readonly TextRange[];
}

export function followEdits(now: () => number): LastEdits {
  const last = new WeakMap<TextDocument, { readonly at: number; readonly ranges: readonly TextRange[] }>();
  const listener = workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (contentChanges.length === 0) return;
    last.set(document, { at: now(), ranges: rangesAfter(editsIn(contentChanges)) });
  });
  return {
    justNow(document) {
      const edit = last.get(document);
      return edit === undefined || now() - edit.at >= restFor ? [] : edit.ranges;
    },
    dispose: () => together(listener).dispose(),
  };
}

/** What VS Code tells of at once; each edit speaks of the text before all of them. */
export function editsIn(changes: TextDocumentChangeEvent['contentChanges']): readonly TextEdit[] {
  return changes.map(({ rangeOffset: start, rangeLength, text }) => ({
    range: { start, end: start + rangeLength },
    text,
  }));
}
