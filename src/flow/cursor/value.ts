import { skipAsciiSpace } from '../pebble/characters.ts';
import type { CursorContext } from '../types.ts';
import type { YamlDocument } from '../yaml/read-documents.ts';
import type { EmptyPlace } from '../yaml/walk.ts';
import { placeOf, type CursorInScalar } from './place.ts';

const functionName = 'secret';

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
  let start = index;
  while (start > 0 && !isSpace(text.charAt(start - 1))) start -= 1;
  const typed = text.slice(start, index);
  if (!beginsExpression(typed)) return null;
  return placeOf(cursor, 'value', start, typedEnd(text, typed, index));
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

function skipBlanks(text: string, index: number): number {
  let end = index;
  while (text[end] === ' ') end += 1;
  return end;
}

function isSpace(char: string): boolean {
  return skipAsciiSpace(char, 0) === 1;
}

/** Right after `key: ` or `- `, where nothing stands yet. */
export function emptyPlace(
  text: string,
  { values }: YamlDocument,
  document: number,
  offset: number,
): CursorContext | null {
  const place = values.empty.findLast((candidate) => candidate.offset < offset);
  if (place === undefined || !isFree(place)) return null;
  if (!/^[ \t]+$/.test(text.slice(place.offset, offset))) return null;
  return valueAt(place, document, offset, offset, offset);
}

/** After the first brace of an expression, which YAML takes for a map. */
export function openedBrace(
  text: string,
  { values }: YamlDocument,
  document: number,
  offset: number,
): CursorContext | null {
  const brace = values.braces.find((candidate) => candidate.offset === offset - 1);
  if (brace === undefined || !isFree(brace)) return null;
  return valueAt(brace, document, brace.offset, offset, typedEnd(text, '{', offset));
}

function isFree({ rendered, takesExpression }: EmptyPlace): boolean {
  return rendered && takesExpression;
}

function valueAt(
  place: EmptyPlace,
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
