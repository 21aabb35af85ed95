import { Range, type TextDocument } from 'vscode';
import type { TextRange } from '../../ports/text.ts';

/** A stretch of an open document. */
export function rangeIn(document: TextDocument, range: TextRange): Range {
  return new Range(document.positionAt(range.start), document.positionAt(range.end));
}

/** Turns stretches of a text that may not be open into VS Code's ranges. */
export function rangesIn(text: string): (range: TextRange) => Range {
  const starts = [0];
  for (const { index } of text.matchAll(/\r\n|\r|\n/g)) {
    starts.push(index + (text.startsWith('\r\n', index) ? 2 : 1));
  }
  // An open document has no byte order mark; the text of a file can.
  const mark = text.startsWith('\uFEFF') ? 1 : 0;
  const lineAt = (offset: number) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  return (range) => {
    const [line, endLine] = [lineAt(range.start), lineAt(range.end)];
    const column = (offset: number, at: number) =>
      Math.max(0, offset - (starts[at] ?? 0) - (at === 0 ? mark : 0));
    return new Range(line, column(range.start, line), endLine, column(range.end, endLine));
  };
}
