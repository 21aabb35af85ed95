import { type CallAtCursor, type ScalarAtCursor, writeInScalar } from '../flow/index.ts';
import type { Asking } from './asking.ts';

/** How an accepted item ends, so that nothing stays open and nothing is closed twice. */
export interface Ending {
  /** As Pebble reads it; empty where everything is closed already. */
  readonly text: string;
  /** How many characters after the replaced text it takes the place of. */
  readonly over: number;
}

/** How far the end of an expression is looked for. */
const lookahead = 2000;

/**
 * What closes an item inside an expression: `closers` in their order, such as a quote and a bracket, and then the end of
 * the expression. Those that stand in the text already are written anew only where something is missing behind them.
 * `first` is what is missing for certain, such as the quote of a string that is not closed.
 */
export function endingFor(asking: Asking, closers: readonly string[], first = ''): Ending {
  const onlyFirst = { text: first, over: 0 };
  const { insert, replace, scalar, file } = asking;
  const there = closersThere(asking, closers);
  const rest = scalar.restOfLine.slice(there.length);
  if (/^\s*,/.test(rest)) return onlyFirst;
  const open = rest.trim() === '' && !isClosedLater(file.text.slice(replace.end, replace.end + lookahead));
  const end = open ? expressionEnd(file.text.slice(0, insert.start)) : '';
  const missing = closers.slice(there.count).join('');
  if (missing === '' && end === '') return onlyFirst;
  if (there.count === 0) return { text: `${first}${missing}${end}`, over: 0 };
  // What is between the cursor and the closers would be lost, or come after them.
  if (insert.end < replace.end) return onlyFirst;
  return { text: `${first}${closers.join('')}${end}`, over: there.length };
}

/**
 * The same for an item whose cursor stops before its end: what closes it already is written anew, so that there is a
 * place behind it, which Tab leads to.
 */
export function endingToLeave(asking: Asking, closers: readonly string[], first = ''): Ending {
  const ending = endingFor(asking, closers, first);
  const { insert, replace, scalar } = asking;
  // What is between the cursor and the closers would be lost.
  if (ending.over > 0 || ending.text !== first || insert.end < replace.end) return ending;
  const there = closersThere(asking, closers);
  if (there.count === 0) return ending;
  const closed = closers.slice(0, there.count).join('');
  const end = there.count < closers.length ? '' : endOfExpression(scalar.restOfLine.slice(there.length));
  return { text: first + closed + end, over: there.length + end.length };
}

function endOfExpression(rest: string): string {
  return /^ *-?[}%]\}/.exec(rest)?.[0] ?? '';
}

/** Quotes as they are used in this call already, else those that need no escape in the scalar. */
export function quoteFor(scalar: Pick<ScalarAtCursor, 'style'>, call: CallAtCursor | null): "'" | '"' {
  for (const argument of Object.values(call?.arguments ?? {})) {
    if (argument.quote !== null) return argument.quote;
  }
  return scalar.style === 'single-quoted' ? '"' : "'";
}

/** How many of the closers stand right after the replaced text, and how long they are there. */
function closersThere({ scalar }: Asking, closers: readonly string[]): { count: number; length: number } {
  const { restOfLine } = scalar;
  let count = 0;
  let length = 0;
  for (const closer of closers) {
    const written = writeInScalar(closer, scalar) ?? closer;
    const start = length + blanksAt(restOfLine, length);
    if (!restOfLine.startsWith(written, start)) break;
    count += 1;
    length = start + written.length;
  }
  return { count, length };
}

function blanksAt(text: string, from: number): number {
  return /^ */.exec(text.slice(from))?.[0].length ?? 0;
}

/** Whether an expression ends in this text before another one begins; it may do so on a later line. */
function isClosedLater(after: string): boolean {
  const end = after.search(/[%}]\}/);
  const next = after.search(/\{[{%#]/);
  return end >= 0 && (next < 0 || end < next);
}

function expressionEnd(before: string): string {
  return before.lastIndexOf('{%') > before.lastIndexOf('{{') ? ' %}' : ' }}';
}
