import { continuesOperator, isDigit } from './characters.ts';
import type { Token } from './tokens.ts';

/** Operators by length, longest first, as Pebble tries them (Pebble: `CoreExtension`; Kestra: `Extension`). */
const operators = [
  ['contains'],
  ['is not', 'equals'],
  ['isIn'],
  ['???', 'not', 'and'],
  ['..', '??', '==', '!=', '>=', '<=', 'or', 'is'],
  ['+', '-', '*', '/', '%', '|', '~', '>', '<'],
].flat();

const operatorsByFirst = new Map<string, string[]>();
for (const operator of operators) {
  const first = operator.charAt(0);
  operatorsByFirst.set(first, [...(operatorsByFirst.get(first) ?? []), operator]);
}

// Letters and digits as Java has them: `Character.isLetter`, `Character.isDigit`.
const identifier = /[\p{L}_][\p{L}\p{Nd}_]*/uy;

/** The operator, name or number at `start`; null where there is none of them. */
export function wordAt(text: string, start: number): Token | null {
  const operator = operatorAt(text, start);
  if (operator !== null) return token('operator', start, operator);
  identifier.lastIndex = start;
  const name = identifier.exec(text);
  if (name !== null) return token('name', start, name[0]);
  return isDigit(text.charCodeAt(start)) ? numberAt(text, start) : null;
}

function operatorAt(text: string, start: number): string | null {
  for (const operator of operatorsByFirst.get(text.charAt(start)) ?? []) {
    if (!text.startsWith(operator, start)) continue;
    const isWord = continuesOperator(operator.charCodeAt(operator.length - 1));
    // Only ASCII is looked at: `oré` is `or` and `é` to Pebble.
    if (isWord && continuesOperator(text.charCodeAt(start + operator.length))) continue;
    return operator;
  }
  return null;
}

function numberAt(text: string, start: number): Token {
  let end = skipDigits(text, start);
  // The `L` of a long is no part of its value, nor needed to tell it.
  if (text[end] === 'L') return { type: 'number', start, end: end + 1, value: text.slice(start, end) };
  if (text[end] === '.' && isDigit(text.charCodeAt(end + 1))) end = skipDigits(text, end + 1);
  return token('number', start, text.slice(start, end));
}

function skipDigits(text: string, index: number): number {
  let end = index;
  while (isDigit(text.charCodeAt(end))) end += 1;
  return end;
}

function token(type: 'operator' | 'name' | 'number', start: number, value: string): Token {
  return { type, start, end: start + value.length, value };
}

export const openingBrackets = '([{';
export const closingBrackets = ')]}';
export const punctuation = '()[]{}?:.,|=';

/** The bracket that closes `(`, `[` or `{`. */
export function closerOf(bracket: string): string {
  return closingBrackets.charAt(openingBrackets.indexOf(bracket));
}
