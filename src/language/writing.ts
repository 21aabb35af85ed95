import type { ScalarAtCursor } from '../flow/types.ts';
import type { InsertPart } from './completion-types.ts';

/** STAND-IN until flow/ has its writers. */
export function stringContent(name: string, quote: "'" | '"'): string | null {
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u0085\u2028\u2029\ufeff]/.test(name)) return null;
  const escaped = name.replaceAll(quote, `\\${quote}`);
  if (/(?:^|[^\\])(?:\\\\)*\\$/.test(name)) return null;
  if (quote === '"' && name.includes('#')) return null;
  return escaped;
}

export function inScalar(text: string, scalar: ScalarAtCursor): string | null {
  switch (scalar.style) {
    case 'single-quoted':
      return text.replaceAll("'", "''");
    case 'double-quoted':
      return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
    case 'literal':
    case 'folded':
      return text;
    case 'plain':
      if (/: |:$| #/.test(text)) return null;
      return scalar.inFlowCollection && /[,[\]{}]/.test(text) ? null : text;
  }
}

/** Every part as the scalar writes it; null where one cannot be written there. */
export function partsIn(parts: readonly InsertPart[], scalar: ScalarAtCursor): InsertPart[] | null {
  const written: InsertPart[] = [];
  for (const part of parts) {
    if ('stop' in part) {
      written.push(part);
      continue;
    }
    const text = inScalar(part.text, scalar);
    if (text === null) return null;
    written.push({ text });
  }
  return written;
}
