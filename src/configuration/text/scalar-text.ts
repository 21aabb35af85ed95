import { escapeAt as yamlEscapeAt } from '../../text/yaml-escapes.ts';
import { buildFrom, throughOf, type SourceText } from './source-text.ts';
import type { TextRange } from '../../ports/text.ts';

export type Quoting = 'none' | 'single' | 'double';

/**
 * The decoded `value` of a scalar that is written at `range` of `source`, with its way back to the file. Works for
 * every style by walking both texts: between them only white space (indents, folds), quotes and escapes differ.
 */
export function scalarText(
  source: SourceText,
  range: TextRange,
  quoting: Quoting,
  value: string,
): SourceText {
  const { text } = source;
  const out = buildFrom(source);
  let at = 0;
  let from = range.start;
  while (at < value.length && from < range.end) {
    const escape = escapeAt(text, from, quoting);
    if (escape !== null) {
      out.put(value.slice(at, at + escape.decoded), from, from + escape.written, []);
      at += escape.decoded;
      from += escape.written;
    } else if (isSpace(value, at) || isSpace(text, from)) {
      const textEnd = Math.max(from, Math.min(skipSpace(text, from), range.end));
      const valueEnd =
        quoting === 'double' ? at + foldedLength(text.slice(from, textEnd)) : skipSpace(value, at);
      if (value.slice(at, valueEnd) === text.slice(from, textEnd)) out.copy(from, textEnd);
      else out.put(value.slice(at, valueEnd), from, textEnd, []);
      at = valueEnd;
      from = textEnd;
    } else if (value[at] === text[from]) {
      const run = sameRun(value, at, text, from, range.end, quoting);
      out.copy(from, from + run);
      at += run;
      from += run;
    } else {
      break;
    }
  }
  // What could not be followed still belongs to the scalar.
  if (at < value.length) {
    out.put(value.slice(at), Math.min(from, range.end), range.end, throughOf(source, range));
  }
  return out.build();
}

function sameRun(
  value: string,
  at: number,
  text: string,
  from: number,
  end: number,
  quoting: Quoting,
): number {
  let run = 1;
  while (
    from + run < end &&
    value[at + run] === text[from + run] &&
    !isSpace(text, from + run) &&
    escapeAt(text, from + run, quoting) === null
  ) {
    run += 1;
  }
  return run;
}

/** How much of white space between quotes is left of it: one line break becomes a space, of several one goes. */
function foldedLength(space: string): number {
  const breaks = space.split('\n').length - 1;
  return breaks === 0 ? space.length : Math.max(1, breaks - 1);
}

/** The escape that starts at `at`: how long it is as written, and as decoded in UTF-16 code units. */
function escapeAt(text: string, at: number, quoting: Quoting): { written: number; decoded: number } | null {
  if (quoting === 'single') return text.startsWith("''", at) ? { written: 2, decoded: 1 } : null;
  if (quoting !== 'double' || text[at] !== '\\') return null;
  const letter = text[at + 1] ?? '';
  if (letter === '\n' || letter === '\r') {
    // A line that ends with a backslash continues on the next, without the indent.
    return { written: skipSpace(text, at + 1) - at, decoded: 0 };
  }
  const escape = yamlEscapeAt(text, at, text.length);
  return { written: escape.end - at, decoded: escape.text.length };
}

function isSpace(text: string, at: number): boolean {
  const character = text[at];
  return character === ' ' || character === '\n' || character === '\r' || character === '\t';
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (isSpace(text, at)) at += 1;
  return at;
}
