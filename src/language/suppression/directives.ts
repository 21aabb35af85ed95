import type { Comments } from '../../ports/comments.ts';
import type { TextRange } from '../../ports/text.ts';
import { withLineFeeds } from '../../text/line-feeds.ts';
import { lineStart } from './lines.ts';
import { suppressionWord } from './word.ts';

/** A word of a comment, with its place. */
export interface WrittenWord {
  readonly text: string;
  readonly range: TextRange;
}

/** A comment that ignores problems, or is meant to. */
export interface Directive {
  /** From its sign on, without white space at its end. */
  readonly range: TextRange;
  /** `word`: it begins with the word, and another one is made of it. */
  readonly scope: 'line' | 'file' | 'word';
  /** The word with what hangs on it. */
  readonly word: WrittenWord;
  /** As written, one at least in what has any effect. */
  readonly codes: readonly WrittenWord[];
  /** Whether nothing else is on its line. */
  readonly isAlone: boolean;
  /** The lines that it is for, each by its start; for the file: none. */
  readonly lines: readonly number[];
}

const beginning = /^(?:#+|\/\/+)[ \t]*(kestra-secrets-ignore(?!\w)(?:-[\w-]+)?):?/;

/**
 * The comments of a text that ignore problems, in its order. One that has its line for itself is for the next line too that
 * is more than a comment, if it follows at once. What follows ` -- ` is for people.
 */
export function directivesIn(text: string, comments: Comments): readonly Directive[] {
  const source = withLineFeeds(text);
  const starts = new Set(comments.ranges.map(({ start }) => start));
  return comments.ranges.flatMap(({ start, end }) => {
    const written = source.slice(start, end).trimEnd();
    const found = beginning.exec(written);
    const name = found?.[1];
    if (found === null || name === undefined) return [];
    const wordStart = start + written.indexOf(name);
    const scope = name === suppressionWord ? 'line' : name === `${suppressionWord}-file` ? 'file' : 'word';
    const line = lineStart(source, start);
    const isAlone = isBlank(source.slice(line, start));
    return [
      {
        range: { start, end: start + written.length },
        scope,
        word: { text: name, range: { start: wordStart, end: wordStart + name.length } },
        codes: codesIn(written, found[0].length, start),
        isAlone,
        lines: scope === 'line' ? linesOf(source, line, isAlone, starts) : [],
      },
    ];
  });
}

function isBlank(text: string): boolean {
  return /^\uFEFF?[ \t]*$/.test(text);
}

function codesIn(written: string, from: number, base: number): readonly WrittenWord[] {
  const remark = /(?:^|[ \t])--(?:[ \t]|$)/.exec(written.slice(from));
  const told = remark === null ? written : written.slice(0, from + remark.index);
  return Array.from(told.slice(from).matchAll(/[^\s,]+/g), ({ 0: text, index }) => {
    const start = base + from + index;
    return { text, range: { start, end: start + text.length } };
  });
}

/** `line`: where the comment's own begins; `starts`: where every comment does. */
function linesOf(
  text: string,
  line: number,
  isAlone: boolean,
  starts: ReadonlySet<number>,
): readonly number[] {
  if (!isAlone) return [line];
  let next = nextLineStart(text, line);
  while (next !== -1 && starts.has(next + indentAt(text, next))) next = nextLineStart(text, next);
  return next === -1 ? [line] : [line, next];
}

function nextLineStart(text: string, line: number): number {
  const end = text.indexOf('\n', line);
  return end === -1 ? -1 : end + 1;
}

function indentAt(text: string, line: number): number {
  let at = line;
  while (text[at] === ' ' || text[at] === '\t') at += 1;
  return at - line;
}
