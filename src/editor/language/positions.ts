import { Range, type TextDocument } from 'vscode';
import type { TextRange } from '../../ports/text.ts';
import { createLineIndex } from '../../text/line-index.ts';

/** A stretch of an open document. */
export function rangeIn(document: TextDocument, range: TextRange): Range {
  return new Range(document.positionAt(range.start), document.positionAt(range.end));
}

/** Turns stretches of a text that may not be open into VS Code's ranges; its lines are looked for once, at the first of them. */
export function rangesIn(text: string): (range: TextRange) => Range {
  let positionOf: ReturnType<typeof createLineIndex> | null = null;
  return (range) => {
    positionOf ??= createLineIndex(text);
    const start = positionOf(range.start);
    const end = positionOf(range.end);
    return new Range(start.line - 1, start.column - 1, end.line - 1, end.column - 1);
  };
}
