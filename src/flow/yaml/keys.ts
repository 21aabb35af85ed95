import { isExpressionStart } from './expression-values.ts';
import { isEmptyAt, skipBlanks } from './lines.ts';
import { plainLine, quotedEnd } from './scalar-ends.ts';
import type { ScalarSpan } from './scan.ts';

/** A key of a block map with the `:` after it; `text` and `span` are null where it is more than a scalar. */
export interface Key {
  readonly colon: number;
  /** As written between its quotes. */
  readonly text: string | null;
  readonly span: ScalarSpan | null;
}

/** The key that begins at `first`, its anchor and tag included, or null; keys stand on one line. */
export function keyAt(text: string, first: number, lineEnd: number): Key | null {
  let start = first;
  while (start < lineEnd && (text[start] === '&' || text[start] === '!')) {
    start = skipBlanks(text, wordEnd(text, start));
  }
  if (start >= lineEnd) return null;
  const char = text.charAt(start);
  if (char === '|' || char === '>') return null;
  if (char === '[' || char === '{') {
    const end = collectionEnd(text, start, lineEnd);
    const colon = end === -1 ? -1 : colonAt(text, end);
    if (colon === -1) return null;
    if (!isExpressionStart(text, start)) return { colon, text: null, span: null };
    return { colon, text: text.slice(start, end), span: { style: 'plain', start, end, fault: 'no-quotes' } };
  }
  if (char === '"' || char === "'") {
    // No line below can belong to it, however deep.
    const end = quotedEnd(text, start, Infinity);
    const colon = end === -1 || end > lineEnd ? -1 : colonAt(text, end);
    if (colon === -1) return null;
    const style = char === '"' ? 'double-quoted' : 'single-quoted';
    return { colon, text: text.slice(start + 1, end - 1), span: { style, start, end, fault: null } };
  }
  const { colon, end } = plainLine(text, start, lineEnd, false);
  if (colon === -1) return null;
  return { colon, text: text.slice(start, end), span: { style: 'plain', start, end, fault: null } };
}

/** After the bracket that closes the one at `start`, on its line; else -1. */
function collectionEnd(text: string, start: number, lineEnd: number): number {
  let depth = 0;
  for (let at = start; at < lineEnd; at += 1) {
    const char = text.charAt(at);
    if (char === '[' || char === '{') depth += 1;
    else if (char === ']' || char === '}') depth -= 1;
    else if (char === '"' || char === "'") {
      const end = quotedEnd(text, at, Infinity);
      if (end === -1) return -1;
      at = end - 1;
    }
    if (depth === 0) return at + 1;
  }
  return -1;
}

/** Where the `:` stands that makes a key of what ends at `end`, or -1. */
function colonAt(text: string, end: number): number {
  const at = skipBlanks(text, end);
  return text.charCodeAt(at) === 0x3a && isEmptyAt(text, at + 1) ? at : -1;
}

/** The end of an anchor, an alias or a tag. */
export function wordEnd(text: string, from: number): number {
  let at = from;
  while (!isEmptyAt(text, at)) at += 1;
  return at;
}
