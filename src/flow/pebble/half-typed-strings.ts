import { skipAsciiSpace } from './characters.ts';
import { unescapeString } from './strings.ts';
import type { Quote, Token } from './tokens.ts';

/**
 * The string that starts with the quote at `open`, in text that does not parse: it ends at its line's end at the
 * latest (`lineEnd`). A closing quote counts only where what follows can follow a string, else it opens another one.
 */
export function halfTypedString(text: string, open: number, quote: Quote, lineEnd: number): Token {
  const close = closingQuote(text, open, lineEnd, quote);
  const closed = close !== -1 && canFollowString(text, close + 1, lineEnd);
  const contentEnd = closed ? close : unclosedEnd(text, open + 1, lineEnd);
  return {
    type: 'string',
    start: open,
    end: closed ? close + 1 : contentEnd,
    value: unescapeString(text.slice(open + 1, contentEnd), quote),
    string: { quote, contentStart: open + 1, contentEnd, closed },
  };
}

function closingQuote(text: string, open: number, lineEnd: number, quote: Quote): number {
  for (let index = open + 1; index < lineEnd; index += 1) {
    if (text[index] === '\\') index += 1;
    else if (text[index] === quote) return index;
  }
  return -1;
}

const followingWords = ['and', 'or', 'is', 'isIn', 'contains', 'equals'];

function canFollowString(text: string, index: number, lineEnd: number): boolean {
  const next = skipAsciiSpace(text, index);
  if (next >= lineEnd || ')],}~|.:?+-*/%=<>!'.includes(text.charAt(next))) return true;
  return next > index && followingWords.some((word) => text.startsWith(`${word} `, next));
}

/** Where the content of a string that is never closed was meant to end. */
function unclosedEnd(text: string, start: number, lineEnd: number): number {
  let end = start;
  while (end < lineEnd) {
    const char = text.charAt(end);
    if (char === ')' || char === ',') break;
    if ((char === '}' || char === '%') && text[end + 1] === '}') break;
    if (char === '{' && '{%'.includes(text.charAt(end + 1) || ' ')) break;
    end += 1;
  }
  while (end > start && (text[end - 1] === ' ' || text[end - 1] === '\t' || text[end - 1] === '\r')) end -= 1;
  return end;
}
