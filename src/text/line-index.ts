import { lastIndexBefore } from './last-before.ts';

/** A place in a text for people: both 1-based, columns in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Turns offsets of one text into lines and columns; an offset inside a line's end is where that line ends. */
export type LineIndex = (offset: number) => Position;

/**
 * Lines end as VS Code and YAML have it (YAML 1.2, section 5.4): with CRLF, LF or a lone CR, and with nothing else. A byte
 * order mark is no column, since no editor shows it as one.
 */
export function createLineIndex(text: string): LineIndex {
  const starts = [text.startsWith('\uFEFF') ? 1 : 0];
  const ends: number[] = [];
  for (const { index, 0: lineBreak } of text.matchAll(/\r\n|\n|\r/g)) {
    ends.push(index);
    starts.push(index + lineBreak.length);
  }
  ends.push(text.length);
  return (offset) => {
    const line = Math.max(
      0,
      lastIndexBefore(starts, (start) => start <= offset),
    );
    const column = Math.min(offset, ends[line] ?? 0) - (starts[line] ?? 0) + 1;
    return { line: line + 1, column: Math.max(1, column) };
  };
}
