import { countSteps } from '../steps.ts';
import { skipAsciiSpace } from './characters.ts';
import { unescapeString } from './strings.ts';
import type { Quote, Token } from './tokens.ts';

/**
 * The string that starts with the quote at `open`, in text that does not parse: it ends at its line's end at the
 * latest (`lineEnd`). A closing quote counts only where what follows can follow a string, else it opens another one.
 */
export function halfTypedString(
  text: string,
  open: number,
  quote: Quote,
  lineEnd: number,
  closingQuote: QuoteSearch,
): Token {
  const close = closingQuote(open, lineEnd, quote);
  const follows = close !== -1 && canFollowString(text, close + 1, lineEnd);
  const stop = follows ? close : contentStop(text, open + 1, close === -1 ? lineEnd : close);
  const closed = stop === close;
  const contentEnd = closed ? close : withoutBlanks(text, open + 1, stop);
  return {
    type: 'string',
    start: open,
    end: closed ? close + 1 : contentEnd,
    value: unescapeString(text.slice(open + 1, contentEnd), quote),
    string: { quote, contentStart: open + 1, contentEnd, closed },
  };
}

/** Where the next quote stands that closes a string opened at `open`, before `lineEnd`; or -1. */
export type QuoteSearch = (open: number, lineEnd: number, quote: Quote) => number;

/**
 * A search that goes over no part of a text twice. A quote in a part that was gone over stands behind a backslash, and
 * a string that it opens would see the same from there on as the string that was followed.
 */
export function quoteSearch(text: string): QuoteSearch {
  const nothing = { from: 0, to: 0, found: -1 };
  const seen: Record<Quote, typeof nothing> = { "'": nothing, '"': nothing };
  return (open, lineEnd, quote) => {
    const known = seen[quote];
    const isKnown = open >= known.from && open < known.to;
    if (isKnown && known.found !== -1) return known.found < lineEnd ? known.found : -1;
    const from = isKnown ? known.from : open;
    for (let index = isKnown ? known.to : open + 1; ; index += 1) {
      if (index >= lineEnd || text[index] === quote) {
        const found = index < lineEnd ? index : -1;
        seen[quote] = { from, to: index, found };
        return found;
      }
      countSteps(1);
      if (text[index] === '\\') index += 1;
    }
  };
}

const followingWords = ['and', 'or', 'is', 'isIn', 'contains', 'equals'];

function canFollowString(text: string, index: number, lineEnd: number): boolean {
  const next = skipAsciiSpace(text, index);
  if (next >= lineEnd || ')],}~|.:?+-*/%=<>!'.includes(text.charAt(next))) return true;
  return next > index && followingWords.some((word) => text.startsWith(`${word} `, next));
}

/** Where something begins that is hardly part of a name: the string was meant to end before it; else `limit`. */
function contentStop(text: string, start: number, limit: number): number {
  for (let end = start; end < limit; end += 1) {
    countSteps(1);
    const char = text.charAt(end);
    if (char === ')' || char === ',') return end;
    if ((char === '}' || char === '%') && text[end + 1] === '}') return end;
    if (char === '{' && '{%'.includes(text.charAt(end + 1) || ' ')) return end;
  }
  return limit;
}

function withoutBlanks(text: string, start: number, end: number): number {
  let last = end;
  while (last > start && ' \t\r'.includes(text.charAt(last - 1))) last -= 1;
  return last;
}
