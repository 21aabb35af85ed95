import type { Comments } from '../../ports/comments.ts';
import type { TextRange } from '../../ports/text.ts';
import { lastBefore } from '../../text/last-before.ts';

/** Where the line begins that `at` is on. `text` has no lone CR. */
export function lineStart(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
}

/**
 * The lines on which a comment may stand for what begins at `at`, each by its start: its own, and where that one begins
 * inside a value of several lines, in which no comment can stand, that on which the value begins, and so on outwards.
 * `text` has no lone CR.
 */
export function linesFor(text: string, at: number, longValues: Comments['longValues']): readonly number[] {
  const lines = [lineStart(text, at)];
  for (;;) {
    const line = lines.at(-1) ?? 0;
    const around: TextRange | undefined = lastBefore(longValues, ({ start }) => start < line);
    if (around === undefined || around.end <= line) return lines;
    lines.push(lineStart(text, around.start));
  }
}

/** The same with the lines outside of text in another language that the file's own comments are on. */
export function allLinesFor(
  text: string,
  at: number,
  { embedded = [], longValues }: Comments,
): readonly number[] {
  const within = linesFor(text, at, longValues);
  const [, ...around] = linesFor(text, within.at(-1) ?? at, embedded);
  return [...within, ...around];
}
