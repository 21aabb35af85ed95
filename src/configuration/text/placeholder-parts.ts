import type { TextRange } from '../../ports/text.ts';

/** One `${…}` of a text, as Micronaut cuts it. */
export interface Placeholder {
  /** From `${` to behind the first `}` that follows. */
  readonly range: TextRange;
  /** What is looked up, in this order and as written. */
  readonly names: readonly string[];
  /** What counts where none of them is there; null: nothing does. */
  readonly fallback: TextRange | null;
  /** Whether the fallback stands in backticks, which keep its colons. */
  readonly quoted: boolean;
}

/**
 * The placeholders of a text, in its order; null where one is not ended, or has a fallback and no name: Micronaut refuses
 * such a text. A placeholder ends at its first `}`, whatever is inside it, and is cut at its colons: each piece but the last
 * is a name. Backticks behind a colon keep the colons of a fallback, and then all before them is one name (Micronaut:
 * DefaultPropertyPlaceholderResolver).
 */
export function placeholdersOf(text: string): readonly Placeholder[] | null {
  const found: Placeholder[] = [];
  for (let start = text.indexOf('${'); start !== -1;) {
    const end = text.indexOf('}', start + 2);
    if (end === -1) return null;
    const placeholder = placeholderAt(text, { start, end: end + 1 });
    if (placeholder.names.length === 0) return null;
    found.push(placeholder);
    start = text.indexOf('${', end + 1);
  }
  return found;
}

function placeholderAt(text: string, range: TextRange): Placeholder {
  const inner = trimEnds(text, { start: range.start + 2, end: range.end - 1 });
  const quoted = lastInBackticks(text, inner);
  if (quoted !== null) {
    const name = text.slice(inner.start, quoted.start - 2);
    return { range, names: name === '' ? [] : [name], fallback: quoted, quoted: true };
  }
  const pieces = text.slice(inner.start, inner.end).split(':');
  if (pieces.length === 1) return { range, names: pieces, fallback: null, quoted: false };
  const start = inner.end - (pieces.at(-1) ?? '').length;
  return { range, names: pieces.slice(0, -1), fallback: { start, end: inner.end }, quoted: false };
}

/** What stands between the backticks behind the last colon that has any; null: no such colon. */
function lastInBackticks(text: string, { start, end }: TextRange): TextRange | null {
  for (
    let colon = text.lastIndexOf(':`', end - 1);
    colon >= start;
    colon = text.lastIndexOf(':`', colon - 1)
  ) {
    const close = text.indexOf('`', colon + 2);
    if (close !== -1 && close < end && close > colon + 2) return { start: colon + 2, end: close };
    if (colon === 0) return null;
  }
  return null;
}

/** Java takes every control character for white space here. */
function trimEnds(text: string, { start, end }: TextRange): TextRange {
  let from = start;
  let to = end;
  while (from < to && text.charCodeAt(from) <= 0x20) from += 1;
  while (to > from && text.charCodeAt(to - 1) <= 0x20) to -= 1;
  return { start: from, end: to };
}
