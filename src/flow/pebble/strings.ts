import { countSteps } from '../steps.ts';
import type { Quote } from './tokens.ts';

/**
 * The index of the quote that closes the string opened at `open`, or -1. In double quotes a `#` ends the search
 * with -1 too: Pebble reads such a string piece by piece.
 */
export function plainStringEnd(text: string, open: number): number {
  const quote = text[open];
  for (let index = open + 1; index < text.length; index += 1) {
    countSteps(1);
    const char = text[index];
    if (char === '\\') index += 1;
    else if (char === quote) return index;
    else if (char === '#' && quote === '"') return -1;
  }
  return -1;
}

/** What Pebble makes of a string's content: only the escaped quote of its own kind loses its backslash. */
export function unescapeString(content: string, quote: Quote): string {
  return content.replaceAll(`\\${quote}`, quote);
}

/** Where a piece of a double-quoted string ends: before `#{`, before the closing quote, or at the text's end. */
export function stringPieceEnd(text: string, start: number): number {
  let index = start;
  while (index < text.length) {
    countSteps(1);
    const char = text[index];
    if (char === '"' || (char === '#' && text[index + 1] === '{')) return index;
    if (char === '\\') {
      if (index + 1 === text.length) return index;
      index += 1;
    }
    index += 1;
  }
  return index;
}
