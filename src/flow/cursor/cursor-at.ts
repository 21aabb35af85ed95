import { yamlOf } from '../read-flow.ts';
import type { CursorContext, FlowFile } from '../types.ts';
import { isRendered } from '../findings.ts';
import { lastBefore } from '../search.ts';
import { lineEndAt } from '../yaml/lines.ts';
import { decodeScalar } from '../yaml/scalars.ts';
import type { FoundScalar } from '../yaml/scan.ts';
import type { SegmentAt, YamlDocument } from '../yaml/syntax.ts';
import { expressionContext } from './in-expression.ts';
import type { CursorInScalar } from './place.ts';
import { emptyPlace, openedBrace, valueContext } from './value.ts';

/**
 * What the cursor at `offset` is inside of, as far as something could be completed there. Never throws, and knows
 * half-typed text: strings, calls and expressions that are not closed yet, or closed by the editor.
 */
export function cursorAt(file: FlowFile, offset: number): CursorContext {
  const none: CursorContext = { kind: 'none' };
  const { text } = file;
  const { documents } = yamlOf(file);
  const index = documents.findLastIndex(({ range }) => range.start <= offset);
  const document = documents[index];
  if (document === undefined || !document.isFlow || offset > text.length) return none;
  const part = partAt(document, offset);
  if (part === undefined) return none;
  const found = scalarAt(part, offset);
  if (found === undefined) {
    const places = { text, document, part, offset, index };
    return openedBrace(places) ?? emptyPlace(places) ?? none;
  }
  // What is written into torn quotes stays torn.
  if (
    !isRendered(found, document.literal) ||
    found.fault === 'torn-quotes' ||
    found.fault === 'broken-line'
  ) {
    return none;
  }
  const cursor = cursorIn(text, part.base, found, index, offset);
  if (cursor === null) return none;
  return expressionContext(cursor) ?? valueContext(cursor) ?? none;
}

/** The part of the document in which what stands before the cursor was read. */
function partAt({ parts }: YamlDocument, offset: number): SegmentAt | undefined {
  return lastBefore(parts, ({ base }) => base < offset) ?? parts[0];
}

/** The value whose text the cursor stands in or at an end of; not before its opening quote or after its closing one. */
function scalarAt({ base, segment }: SegmentAt, offset: number): FoundScalar | undefined {
  const at = offset - base;
  const scalar = lastBefore(segment.found.scalars, ({ start }) => start <= at);
  return scalar !== undefined && at <= scalar.end ? scalar : undefined;
}

function cursorIn(
  text: string,
  base: number,
  found: FoundScalar,
  document: number,
  offset: number,
): CursorInScalar | null {
  const { decoded, contentStart, contentEnd } = decodeScalar(text, base, found);
  if (offset < contentStart || offset > contentEnd) return null;
  return {
    text,
    scalar: { ...found, start: found.start + base, end: found.end + base },
    decoded,
    contentEnd,
    document,
    offset,
    index: decoded.indexOf(offset),
    lineEnd: Math.min(lineEndAt(text, offset), contentEnd),
  };
}
