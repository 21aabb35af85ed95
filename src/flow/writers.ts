import type { ScalarAtCursor } from './types.ts';
import { lex } from './pebble/lexer.ts';
import { blotRawBlocks } from './pebble/raw-blocks.ts';
import { PebbleSyntaxError, type Quote } from './pebble/tokens.ts';

/**
 * Whether a scalar of every style can hold this as it is. What YAML forbids, folds or trims cannot be written there:
 * control characters, line breaks, a BOM, half a surrogate pair.
 */
function isWritable(value: string): boolean {
  return !/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\ufeff\ufffe\uffff]/u.test(value);
}

/**
 * `value` as Pebble's string literal in these quotes, the quotes left out; null where it cannot be written so.
 * Pebble takes the backslash only before the string's own quote, and in double quotes a `#` changes what a string
 * is: it is read piece by piece, and keeps its backslashes.
 */
export function writeString(value: string, quote: Quote): string | null {
  if (!isWritable(value)) return null;
  const written = value.replaceAll(quote, `\\${quote}`);
  return readsBack(`{{ ${quote}${written}${quote} }}`, value) ? written : null;
}

/** Whether the text's only token between its delimiters is a string of this value. */
function readsBack(text: string, value: string): boolean {
  try {
    const [, string, , end] = lex(blotRawBlocks(text));
    return string?.type === 'string' && string.value === value && end?.type === 'end';
  } catch (error) {
    if (error instanceof PebbleSyntaxError) return false;
    throw error;
  }
}

/** A piece of a scalar's text as it is written in that scalar; null where the scalar cannot hold it. */
export function writeInScalar(
  text: string,
  { style, inFlowCollection }: Pick<ScalarAtCursor, 'style' | 'inFlowCollection'>,
): string | null {
  switch (style) {
    case 'single-quoted':
      return text.replaceAll("'", "''");
    case 'double-quoted':
      return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
    case 'literal':
    case 'folded':
      return text;
    case 'plain':
      if (/:(?:\s|$)|(?:^|\s)#/.test(text)) return null;
      return inFlowCollection && /[,[\]{}]/.test(text) ? null : text;
  }
}

/** A whole new value that holds `text`, in the quotes that need fewer escapes. */
export function writeWholeValue(text: string): string {
  const quote = text.includes('"') && !text.includes("'") ? "'" : '"';
  const style = quote === "'" ? 'single-quoted' : 'double-quoted';
  return `${quote}${writeInScalar(text, { style, inFlowCollection: false }) ?? text}${quote}`;
}
