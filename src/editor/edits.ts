import { workspace, type TextDocument } from 'vscode';
import type { TextRange } from '../ports/text.ts';
import { rangesAfter } from './edit-ranges.ts';
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
    if (contentChanges.length > 0) last.set(document, { at: now(), ranges: rangesAfter(contentChanges) });
  });
  return {
    justNow(document) {
      const edit = last.get(document);
      return edit === undefined || now() - edit.at >= restFor ? [] : edit.ranges;
    },
    dispose: () => together(listener).dispose(),
  };
}
