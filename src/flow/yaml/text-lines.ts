import { isEmptyAt, lineEndAt } from './lines.ts';

/** A line without its break. */
export interface Line {
  readonly start: number;
  readonly end: number;
}

/** The line that a place is on. */
export function lineAt(text: string, at: number): Line {
  const start = at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
  return { start, end: lineEndAt(text, start) };
}

/** Whether a line has nothing on it, or a comment alone. */
export function isOver(text: string, { start, end }: Line): boolean {
  let at = start;
  while (at < end && isEmptyAt(text, at)) at += 1;
  return at >= end || text[at] === '#';
}

/** Where the first line with anything on it begins that is below the one that ends at `end`; null: there is none. */
export function nextWrittenLine(text: string, end: number): number | null {
  let at = text.indexOf('\n', end) + 1;
  while (at !== 0 && at < text.length) {
    const line = lineAt(text, at);
    if (!isOver(text, line)) return at;
    at = text.indexOf('\n', line.end) + 1;
  }
  return null;
}

/** How many blanks a line begins with. */
export function indentOf(text: string, lineStart: number): number {
  let at = lineStart;
  while (text[at] === ' ') at += 1;
  return at - lineStart;
}

/** A line, or a part of one, without the white space around what is written there. */
export function trimLine(text: string, line: Line): Line {
  let { start, end } = line;
  while (start < end && isEmptyAt(text, start)) start += 1;
  while (end > start && isEmptyAt(text, end - 1)) end -= 1;
  return { start, end };
}
