import type { TextRange } from '../ports/text.ts';
import type { JsonPlace } from './document.ts';

/** Turns offsets of one text into lines and columns. */
export type PlaceOf = (range: TextRange) => JsonPlace;

/** Lines end as VS Code has it: CRLF, LF or CR. A BOM is no column, since no editor shows it as one. */
export function placesIn(text: string): PlaceOf {
  const starts = [text.startsWith('\uFEFF') ? 1 : 0];
  for (const ending of text.matchAll(/\r\n|\n|\r/g)) starts.push(ending.index + ending[0].length);

  function positionOf(offset: number): { line: number; column: number } {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: Math.max(1, offset - (starts[low] ?? 0) + 1) };
  }

  return (range) => {
    const start = positionOf(range.start);
    const end = positionOf(range.end);
    return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
  };
}
