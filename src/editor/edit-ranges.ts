import type { TextRange } from '../ports/text.ts';

/** One edit of several that VS Code tells of at once: each speaks of the text before all of them. */
export interface ToldEdit {
  readonly rangeOffset: number;
  readonly rangeLength: number;
  readonly text: string;
}

/** Where the texts of edits that were made at once stand after them. */
export function rangesAfter(edits: readonly ToldEdit[]): TextRange[] {
  let moved = 0;
  return [...edits]
    .sort((one, other) => one.rangeOffset - other.rangeOffset)
    .map(({ rangeOffset, rangeLength, text }) => {
      const start = rangeOffset + moved;
      moved += text.length - rangeLength;
      return { start, end: start + text.length };
    });
}
