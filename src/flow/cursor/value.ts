import { skipAsciiSpace } from '../pebble/characters.ts';
import type { CursorContext } from '../types.ts';
import { takesExpression } from '../places/place-of.ts';
import { lastBefore } from '../../text/last-before.ts';
import { placePathOf } from '../yaml/path.ts';
import type { FoundPlace } from '../yaml/scan.ts';
import type { SegmentAt, YamlDocument } from '../yaml/syntax.ts';
import { cursorPlace, type CursorInScalar } from './place.ts';

const functionName = 'secret';

/** The beginning of a call that nobody has put into braces, up to somewhere in its name. */
const callBegun = /(?<![\w.$-])secret\((?:(["'])[^"'(){}\n]*)?$/;

/** How far a line is looked back for it. */
const longestCall = 300;

/** Whether somebody who typed this may want a secret: a brace or two, or the first letters of the function. */
function beginsExpression(typed: string): boolean {
  if (typed === '{' || typed === '{{') return true;
  return typed.length >= 2 && functionName.startsWith(typed);
}

/** In the text of a value, outside of expressions: what stands since its start or the last white space decides. */
export function valueContext(cursor: CursorInScalar): CursorContext | null {
  const { decoded, index, scalar } = cursor;
  if (!scalar.takesExpression) return null;
  const { text } = decoded;
  const call = callBegun.exec(text.slice(Math.max(0, index - longestCall), index));
  if (call !== null) {
    const [{ length }, quote] = call;
    // The bracket alone is a line of a script more often.
    if (quote === undefined && !opensCall(cursor)) return null;
    return cursorPlace(cursor, 'value', index - length, callEnd(text, index, quote));
  }
  let start = index;
  while (start > 0 && !isSpace(text.charAt(start - 1))) start -= 1;
  const typed = text.slice(start, index);
  if (!beginsExpression(typed)) return null;
  return cursorPlace(cursor, 'value', start, typedEnd(text, typed, index));
}

/** The end of what an item takes the place of: the rest of the word, or the braces that an editor added. */
export function typedEnd(text: string, typed: string, index: number): number {
  if (!typed.startsWith('{')) {
    let end = index;
    while (end < text.length && /\w/.test(text.charAt(end))) end += 1;
    return end;
  }
  const close = skipBlanks(text, index);
  const closers = typed === '{' ? ['}'] : ['}}', '}'];
  const closer = closers.find((candidate) => text.startsWith(candidate, close));
  return closer === undefined ? index : close + closer.length;
}

/** Whether a bracket before the cursor can be that of a secret whose name is still to come. */
function opensCall({ decoded, index, scalar }: CursorInScalar): boolean {
  const isBlock = scalar.style === 'literal' || scalar.style === 'folded';
  return !isBlock && /^(?:\)|\s|$)/.test(decoded.text.slice(index, index + 1));
}

/** After the rest of the name, its quote and the bracket, as far as they stand there. */
function callEnd(text: string, index: number, quote: string | undefined): number {
  const rest = /^[^"'(){}\s]*/.exec(text.slice(index, index + longestCall))?.[0].length ?? 0;
  const close = index + rest;
  if (text[close] === ')') return close + 1;
  if (quote === undefined || text[close] !== quote) return index;
  return text[close + 1] === ')' ? close + 2 : close + 1;
}

function skipBlanks(text: string, index: number): number {
  let end = index;
  while (text[end] === ' ') end += 1;
  return end;
}

function isSpace(char: string): boolean {
  return skipAsciiSpace(char, 0) === 1;
}

/** Where a cursor stands that is in no value. */
export interface CursorOutside {
  readonly text: string;
  readonly document: YamlDocument;
  readonly part: SegmentAt;
  readonly offset: number;
  /** Of the document. */
  readonly index: number;
}

/** Right after `key: ` or `- `, where nothing stands yet. */
export function emptyPlace({ text, document, part, offset, index }: CursorOutside): CursorContext | null {
  const at = offset - part.base;
  const place = lastBefore(part.segment.found.empty, (candidate) => candidate.offset < at);
  if (place === undefined || !isFree(place, document)) return null;
  if (!/^[ \t]+$/.test(text.slice(place.offset + part.base, offset))) return null;
  return valueAt(place, index, offset, offset, offset);
}

/** After the first brace of an expression, which YAML takes for a map. */
export function openedBrace({ text, document, part, offset, index }: CursorOutside): CursorContext | null {
  const at = offset - part.base;
  const brace = lastBefore(part.segment.found.braces, (candidate) => candidate.offset < at);
  if (brace?.offset !== at - 1 || !isFree(brace, document)) return null;
  return valueAt(brace, index, offset - 1, offset, typedEnd(text, '{', offset));
}

function isFree(place: FoundPlace, { laterTypes }: YamlDocument): boolean {
  return takesExpression(placePathOf(place, laterTypes));
}

function valueAt(
  place: FoundPlace,
  document: number,
  start: number,
  offset: number,
  end: number,
): CursorContext {
  return {
    kind: 'value',
    insert: { start, end: offset },
    replace: { start, end },
    document,
    scalar: { style: 'plain', inFlowCollection: place.inFlowCollection, startsValue: true, restOfLine: '' },
  };
}
