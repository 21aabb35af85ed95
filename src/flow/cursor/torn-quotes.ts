import type { TextEdit } from '../../ports/text.ts';
import { lineEndAt } from '../yaml/lines.ts';

type Quote = "'" | '"';

/** The quotes of a call's strings that are those of the value around it too, and what else can stand in their place. */
export interface TornQuotes {
  readonly style: 'single-quoted' | 'double-quoted';
  /** The quote that ends the value. */
  readonly quote: Quote;
  /** Each of them as the other quote. */
  readonly exchanged: readonly TextEdit[];
  /** Each as YAML writes the value's own quote inside it: doubled, or behind a backslash. */
  readonly escaped: readonly TextEdit[];
}

/**
 * The quotes of the expression before the cursor that would end a value in quotes of the same kind, with the one behind
 * the cursor that closes its string. One for each kind of value that may be meant: whether the cursor is in such a value
 * shows when the edits are made.
 */
export function tornQuotesAt(text: string, offset: number): TornQuotes[] {
  const lineStart = Math.max(text.lastIndexOf('\n', offset - 1) + 1, offset - longestExpression);
  const start = expressionStart(text, lineStart, offset);
  if (start === -1) return [];
  return (["'", '"'] as const).flatMap((quote) => {
    const torn = tornQuotesIn(text, start, offset, quote);
    if (torn.length === 0) return [];
    const other = quote === "'" ? '"' : "'";
    const own = quote === "'" ? "''" : '\\"';
    const each = (written: string) =>
      torn.map((at) => ({ range: { start: at, end: at + 1 }, text: written }));
    return [
      {
        style: quote === "'" ? 'single-quoted' : 'double-quoted',
        quote,
        exchanged: each(other),
        escaped: each(own),
      } as const,
    ];
  });
}

/** How far an expression is looked back for; bounds the work on a line that nobody has typed. */
const longestExpression = 2000;

const bareCall = /(?<![\w.$-])secret\(\s*["'][^"'(){}\n]*$/;

/** Where the expression begins in which the cursor stands, or a call without the braces around it; -1 for none. */
function expressionStart(text: string, lineStart: number, offset: number): number {
  const before = text.slice(lineStart, offset);
  const open = Math.max(before.lastIndexOf('{{'), before.lastIndexOf('{%'));
  const isOpen = open > Math.max(before.lastIndexOf('}}'), before.lastIndexOf('%}'));
  if (isOpen) return lineStart + open;
  const bare = bareCall.exec(before);
  return bare === null ? -1 : lineStart + bare.index;
}

/** Where the value's own `quote` stands alone, before the cursor and where it closes the string the cursor is in. */
function tornQuotesIn(text: string, start: number, offset: number, quote: Quote): number[] {
  const torn: number[] = [];
  let closer: string | null = null;
  let at = start;
  while (at < offset) {
    const delimiter = delimiterAt(text, at, offset, quote);
    if (delimiter !== null && (closer === null || closer === delimiter)) {
      if (delimiter === quote) {
        // Behind a value it is no string that begins: somebody ends the scalar.
        if (closer === null && /[\w"'\])}.]\s*$/.test(text.slice(Math.max(start, at - 80), at))) return [];
        torn.push(at);
      }
      closer = closer === null ? delimiter : null;
    }
    at += delimiter?.length ?? 1;
  }
  if (closer !== quote) return torn;
  const close = closingQuote(text, offset, quote);
  return close === -1 ? torn : [...torn, close];
}

/** The quote that stands here, doubled or behind a backslash where it is written so; what the cursor splits is two. */
function delimiterAt(text: string, at: number, offset: number, quote: Quote): string | null {
  const char = text.charAt(at);
  if (quote === '"' && char === '\\') return text[at + 1] === '"' ? '\\"' : null;
  if (char !== "'" && char !== '"') return null;
  return char === quote && quote === "'" && text[at + 1] === "'" && at + 1 < offset ? "''" : char;
}

/** Where the string is closed that the cursor is in; -1 where the next quote is the value's own. */
function closingQuote(text: string, offset: number, quote: Quote): number {
  const rest = text.slice(offset, Math.min(lineEndAt(text, offset), offset + longestExpression));
  const close = rest.indexOf(quote);
  if (close === -1 || /[(),{}\\]/.test(rest.slice(0, close))) return -1;
  const after = rest.slice(close + 1);
  if (/^\s*(?:\)|\}\}|%\}|[|~])/.test(after) || after.startsWith(quote)) return offset + close;
  // Before a comma it may end the value of a list: the quotes of the others come in pairs.
  const isPaired = after.split(quote).length % 2 === 0;
  return /^\s*,/.test(after) && isPaired ? offset + close : -1;
}
