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
  let lines: Lines | null = null;
  return (offset) => {
    // Most texts are never asked.
    lines ??= linesOf(text);
    const { starts, ends } = lines;
    const line = Math.max(
      0,
      lastIndexBefore(starts, (start) => start <= offset),
    );
    const column = Math.min(offset, ends[line] ?? 0) - (starts[line] ?? 0) + 1;
    return { line: line + 1, column: Math.max(1, column) };
  };
}

/** Where each line of a text begins, and where what ends it begins. */
interface Lines {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

function linesOf(text: string): Lines {
  const starts = [text.startsWith('\uFEFF') ? 1 : 0];
  const ends: number[] = [];
  let feed = text.indexOf('\n');
  let carriage = text.indexOf('\r');
  while (feed !== -1 || carriage !== -1) {
    const isFeed = carriage === -1 || (feed !== -1 && feed < carriage);
    const at = isFeed ? feed : carriage;
    const end = at + (!isFeed && feed === at + 1 ? 2 : 1);
    ends.push(at);
    starts.push(end);
    if (!isFeed) carriage = text.indexOf('\r', end);
    if (feed !== -1 && feed < end) feed = text.indexOf('\n', end);
  }
  ends.push(text.length);
  return { starts, ends };
}
