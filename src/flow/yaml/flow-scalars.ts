import { DecodedTextBuilder, type DecodedText } from './decoded-text.ts';
import { escapeAt } from '../../text/yaml-escapes.ts';

export interface DecodedScalar {
  readonly decoded: DecodedText;
  /** Where the content ends: before the closing quote, if there is one. */
  readonly contentEnd: number;
  readonly closed: boolean;
}

/**
 * Decodes a plain or quoted scalar that stands from `start` to `end` in the file, over several lines too. A quoted
 * one includes its quotes; half typed, it may lack the closing one.
 */
export function decodeFlowScalar(
  source: string,
  start: number,
  end: number,
  style: 'plain' | 'single-quoted' | 'double-quoted',
): DecodedScalar {
  const contentStart = style === 'plain' ? start : start + 1;
  const builder = new DecodedTextBuilder(source, contentStart);
  const plainEnd = endAsWritten(source.slice(contentStart, end), style);
  if (plainEnd !== null) {
    const contentEnd = contentStart + plainEnd;
    builder.copy(contentStart, contentEnd);
    return { decoded: builder.finish(contentEnd), contentEnd, closed: true };
  }
  let copied = contentStart;
  let index = contentStart;
  let closed = style === 'plain';
  const put = (text: string, to: number): void => {
    builder.copy(copied, index);
    builder.put(text, index, to);
    copied = to;
    index = to;
  };
  while (index < end) {
    const char = source[index];
    if (isBlank(char) || isBreak(source, index)) {
      const lines = skipBreaks(source, index, end);
      if (lines.breaks === 0) index = lines.end;
      else if (lines.breaks > 1) put('\n'.repeat(lines.breaks - 1), lines.end);
      else {
        builder.copy(copied, index);
        builder.fold(index, lines.end);
        copied = lines.end;
        index = lines.end;
      }
    } else if (style === 'single-quoted' && char === "'") {
      if (index + 1 < end && source[index + 1] === "'") {
        put("'", index + 2);
        continue;
      }
      closed = true;
      break;
    } else if (style === 'double-quoted' && char === '"') {
      closed = true;
      break;
    } else if (style === 'double-quoted' && char === '\\') {
      const lines = skipBreaks(source, index + 1, end);
      if (lines.breaks === 0 || !isBreak(source, index + 1)) {
        const escape = escapeAt(source, index, end);
        put(escape.text, escape.end);
      } else {
        // The line goes on; the empty lines after it stay.
        put('\n'.repeat(lines.breaks - 1), lines.end);
      }
    } else {
      index += 1;
    }
  }
  builder.copy(copied, Math.min(index, end));
  return { decoded: builder.finish(Math.min(index, end)), contentEnd: Math.min(index, end), closed };
}

/** Where a scalar's text ends that is one line and stands for itself, as most do; null: it is to be decoded. */
function endAsWritten(text: string, style: 'plain' | 'single-quoted' | 'double-quoted'): number | null {
  if (text.includes('\n') || text.includes('\r')) return null;
  if (style === 'plain') return text.length;
  const quote = text.indexOf(style === 'single-quoted' ? "'" : '"');
  if (quote === -1 || (style === 'single-quoted' && text.charCodeAt(quote + 1) === 0x27)) return null;
  return style === 'double-quoted' && text.includes('\\') ? null : quote;
}

/** Past blanks, line breaks and the next lines' indents. No break: only past the blanks. */
function skipBreaks(source: string, start: number, end: number): { breaks: number; end: number } {
  let breaks = 0;
  let index = start;
  for (;;) {
    while (index < end && isBlank(source[index])) index += 1;
    if (index >= end || !isBreak(source, index)) return { breaks, end: index };
    index += source[index] === '\r' ? 2 : 1;
    breaks += 1;
  }
}

function isBlank(char: string | undefined): boolean {
  return char === ' ' || char === '\t';
}

function isBreak(source: string, index: number): boolean {
  return source[index] === '\n' || (source[index] === '\r' && source[index + 1] === '\n');
}
