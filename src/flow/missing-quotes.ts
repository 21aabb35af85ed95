import type { TextEdit, TextRange } from '../ports/text.ts';
import { lineEndAt } from './yaml/lines.ts';

/** Longer lines are no value that somebody types: bounds the work. */
const longestLine = 2000;

/**
 * Quotes around a value without any, those that need fewer escapes, and the escapes; none where it goes over several lines.
 */
export function quotesAround(text: string, { start, end }: TextRange): TextEdit[] {
  const written = text.slice(start, Math.min(end, start + longestLine + 1));
  if (written.length > longestLine || /[\r\n]/.test(written)) return [];
  const isSingle = written.includes('"') && !written.includes("'");
  const quote = isSingle ? "'" : '"';
  const escapes = isSingle ? [] : [...written.matchAll(/["\\]/g)];
  return [
    insertAt(start, quote),
    ...escapes.map(({ index }) => insertAt(start + index, '\\')),
    insertAt(end, quote),
  ];
}

/** Writes a text between two characters. */
export function insertAt(at: number, text: string): TextEdit {
  return { range: { start: at, end: at }, text };
}

/**
 * The item in brackets that holds the expression at a range, with what stands before and behind it without quotes, as
 * `--token=` does; null where it is no item of one line, or what is around it is written in another way.
 */
export function itemAround(text: string, { start, end }: TextRange): TextRange | null {
  const first = itemStart(text, start);
  const last = itemEnd(text, end);
  if (first === null || last === null) return null;
  // In a map of its own, an expression goes on behind what seems to close it.
  const braces = [...text.slice(first, last).matchAll(/[{}]/g)].map(([brace]) => brace);
  const isClosed = braces.filter((brace) => brace === '{').length * 2 === braces.length;
  return isClosed ? { start: first, end: last } : null;
}

/** Where the item begins that has an expression at `start`; null: nobody can tell. */
export function itemStart(text: string, start: number): number | null {
  const before = /[^\r\n]*$/.exec(text.slice(Math.max(0, start - longestLine), start))?.[0] ?? '';
  const found = beforeExpression.exec(before);
  if (found === null || (found[1] === '' && !isBetweenItems(text, start - before.length))) return null;
  return start - (found[2] ?? '').length;
}

/**
 * On the line: what ends the item before, marks of the item, and text without quotes. That has no end of a key, for then the
 * blank behind its colon is missing.
 */
const beforeExpression =
  /(^|[[{,]|:[ \t]|(?:^|[[{,])[ \t]*(?:"[^"]*"|'[^']*'):)[ \t]*(?:\?[ \t]+|[&!][^\s[\]{},]*[ \t]+)*((?![-?:][ \t])[^\s"'[\]{},:#&*!|>%@`](?:(?!:[ \t]|[ \t]#)[^"'[\]{},])*(?<!:))?$/;

/** Whether an item may begin on a line: with the one before, comments aside, the last one has ended. */
function isBetweenItems(text: string, line: number): boolean {
  const before = text.slice(Math.max(0, line - longestLine), line).split(/\r\n|\n|\r/);
  const written = before.map((each) => each.replace(/(?:^|[ \t])#.*$/, '').trimEnd());
  return /[[{,:]$/.test(written.filter((each) => each !== '').at(-1) ?? '');
}

function itemEnd(text: string, end: number): number | null {
  const line = text.slice(end, Math.min(lineEndAt(text, end), end + longestLine));
  const written = behindExpression.exec(line)?.[0] ?? '';
  const rest = line.slice(written.length).trimStart();
  if (/^[,\]}:]/.test(rest)) return end + written.trimEnd().length;
  const isOver = (rest === '' || rest.startsWith('#')) && isItemOver(text, lineEndAt(text, end));
  return isOver ? end + written.trimEnd().length : null;
}

/** Text without quotes and further expressions, up to what ends an item or begins a comment. */
const behindExpression = /^(?:\{\{.*?\}\}|(?!:(?:[\s,\]}]|$)|[ \t]#)[^[\]{},])*/;

/** Whether what comes on the next lines, comments aside, is no more of the item. */
function isItemOver(text: string, lineEnd: number): boolean {
  // A comment is taken whole: one of many signs could be taken apart in as many ways.
  return /^(?:\s|(?<=\s)#[^\r\n]*(?![^\r\n]))*[,\]}]/.test(text.slice(lineEnd, lineEnd + longestLine));
}
