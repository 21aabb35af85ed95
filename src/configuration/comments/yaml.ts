import { Lexer } from 'yaml';
import type { Comments } from '../../ports/comments.ts';
import type { TextRange } from '../../ports/text.ts';
import { withLineFeeds } from '../../text/line-feeds.ts';

/** What the lexer puts between the pieces of a text, and is no piece of it: where a document, or a scalar, begins or ends. */
const marks = new Set(['\u0002', '\u0018', '\u001f']);
const scalarMark = '\u001f';

/** So many pieces are looked at in one stretch. */
const piecesAtOnce = 4000;

/**
 * The comments of any YAML text, in stretches between which others can have their turn. Where a quote is never closed the
 * rest of the text is one value, and has none. Never throws.
 */
export function* yamlComments(text: string): Generator<undefined, Comments, undefined> {
  const source = withLineFeeds(text);
  const ranges: TextRange[] = [];
  const longValues: TextRange[] = [];
  let at = 0;
  let count = 0;
  let isScalar = false;
  /** Where the `|` or `>` stands of the block scalar whose lines come next. */
  let header: number | null = null;
  for (const piece of new Lexer().lex(source)) {
    count += 1;
    if (count % piecesAtOnce === 0) yield;
    if (!isScalar && marks.has(piece)) {
      isScalar = piece === scalarMark;
      continue;
    }
    const end = at + piece.length;
    const first = piece.charAt(0);
    if (isScalar) {
      if (header !== null || piece.includes('\n')) longValues.push({ start: header ?? at, end });
      header = null;
    } else if (first === '#') {
      ranges.push({ start: at, end: source[end - 1] === '\r' ? end - 1 : end });
    } else if (first === '|' || first === '>') {
      header = at;
    } else if ((first === '"' || first === "'") && piece.includes('\n')) {
      longValues.push({ start: at, end });
    }
    isScalar = false;
    at = end;
  }
  return { ranges, longValues, sign: '#' };
}
