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
  /** As written, one at least in what has any effect; no more than `codesRead`. */
  readonly codes: readonly WrittenWord[];
  /** The first of the codes that are not read; null: all are. */
  readonly notRead: WrittenWord | null;
  /** Whether nothing else is on its line. */
  readonly isAlone: boolean;
  /** The lines that it is for, each by its start; for the file: none. */
  readonly lines: readonly number[];
}

/** So many codes of one comment are read: more than problems have. */
export const codesRead = 200;

const beginning = /^(?:#+|\/\/+)[ \t]*(kestra-secrets-ignore(?!\w)(?:-[\w-]+)?):?/;

/**
 * The comments of a text that ignore problems, in its order. One that has its line for itself is for the next line too that
 * is more than a comment, if it follows at once. What follows ` -- ` is for people.
 */
export function directivesIn(text: string, comments: Comments): readonly Directive[] {
  const source = withLineFeeds(text);
  const linesOf = lineFinder(source, comments);
  return comments.ranges.flatMap(({ start, end }) => {
    const written = source.slice(start, end).trimEnd();
    const found = beginning.exec(written);
    const name = found?.[1];
    if (found === null || name === undefined) return [];
    const wordStart = start + written.indexOf(name);
    const scope = name === suppressionWord ? 'line' : name === `${suppressionWord}-file` ? 'file' : 'word';
    const line = lineStart(source, start);
    const isAlone = isBlank(source.slice(line, start));
    const codes = codesIn(written, found[0].length, start);
    return [
      {
        range: { start, end: start + written.length },
        scope,
        word: { text: name, range: { start: wordStart, end: wordStart + name.length } },
        codes: codes.slice(0, codesRead),
        notRead: codes[codesRead] ?? null,
        isAlone,
        lines: scope === 'line' ? linesOf(line, isAlone) : [],
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

/** Finds the lines that a comment is for. A row of comments is passed once, however many of them ask what is behind it. */
function lineFinder(text: string, comments: Comments): (line: number, isAlone: boolean) => readonly number[] {
  const starts = new Set(comments.ranges.map(({ start }) => start));
  /** By the start of a line, that of the next one which is more than a comment; -1: there is none. */
  const behind = new Map<number, number>();
  return (line, isAlone) => {
    if (!isAlone) return [line];
    const passed: number[] = [];
    let next = line;
    do {
      passed.push(next);
      next = behind.get(next) ?? nextLineStart(text, next);
    } while (next !== -1 && starts.has(next + indentAt(text, next)));
    for (const each of passed) behind.set(each, next);
    return next === -1 ? [line] : [line, next];
  };
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
