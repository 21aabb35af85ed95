import { wholeYamlOf } from '../read-flow.ts';
import { valuesOf } from '../read-values.ts';
import type { CursorContext, FlowFile } from '../types.ts';
import { isRendered, placeOf, takesExpression } from '../places/place-of.ts';
import { lastBefore } from '../../text/last-before.ts';
import { lineEndAt } from '../yaml/lines.ts';
import { decodeScalar, type Scalar } from '../yaml/scalars.ts';
import { placePathOf } from '../yaml/path.ts';
import type { FoundScalar } from '../yaml/scan.ts';
import type { SegmentAt, YamlDocument } from '../yaml/syntax.ts';
import { expressionContext } from './in-expression.ts';
import type { CursorInScalar } from './place.ts';
import { emptyPlace, openedBrace, valueContext } from './value.ts';

/** The value around the cursor. */
export interface ScalarAround extends Scalar {
  /** Whether its closing quote is missing. */
  readonly isOpen: boolean;
}

/** What the cursor is inside of, with the value around it where there is one that could be completed. */
export interface CursorAround {
  readonly context: CursorContext;
  readonly scalar: ScalarAround | null;
}

const noContext: CursorContext = { kind: 'none' };
const nowhere: CursorAround = { context: noContext, scalar: null };

/**
 * What the cursor at `offset` is inside of, as far as something could be completed there. Never throws, and knows
 * half-typed text: strings, calls and expressions that are not closed yet, or closed by the editor.
 */
export function cursorAt(file: FlowFile, offset: number): CursorContext {
  return cursorAround(file, offset).context;
}

export function cursorAround(file: FlowFile, offset: number): CursorAround {
  const values = valuesOf(file);
  if (values !== null) return cursorInValues(file.text, values, offset);
  const { text, documents } = wholeYamlOf(file);
  const index = documents.findLastIndex(({ range }) => range.start <= offset);
  const document = documents[index];
  if (document === undefined || !document.isFlow || offset > text.length) return nowhere;
  const part = partAt(document, offset);
  if (part === undefined) return nowhere;
  const standing = scalarAt(text, part, offset);
  if (standing === undefined) {
    const places = { text, document, part, offset, index };
    return { context: openedBrace(places) ?? emptyPlace(places) ?? noContext, scalar: null };
  }
  const path = placePathOf(standing, document.laterTypes);
  // What is written into torn quotes stays torn.
  if (
    !isRendered(placeOf(path, null)) ||
    standing.fault === 'torn-quotes' ||
    standing.fault === 'broken-line'
  ) {
    return nowhere;
  }
  const end = Math.max(standing.end, offset - part.base);
  const found = { ...standing, end, takesExpression: takesExpression(path) };
  return aroundIn(cursorIn(text, part.base, found, index, offset));
}

/** The same in a file of single values: nothing else of it is looked at. */
function cursorInValues(text: string, values: readonly FoundScalar[], offset: number): CursorAround {
  const scalar = lastBefore(values, ({ start }) => start <= offset);
  return scalar === undefined || offset > scalar.end
    ? nowhere
    : aroundIn(cursorIn(text, 0, { ...scalar, takesExpression: true }, 0, offset));
}

function aroundIn(cursor: CursorInScalar | null): CursorAround {
  if (cursor === null) return nowhere;
  const { contentEnd, scalar } = cursor;
  const isQuoted = scalar.style === 'single-quoted' || scalar.style === 'double-quoted';
  return {
    context: expressionContext(cursor) ?? valueContext(cursor) ?? noContext,
    scalar: { ...scalar, isOpen: isQuoted && contentEnd === scalar.end },
  };
}

/** The part of the document in which what stands before the cursor was read. */
function partAt({ parts }: YamlDocument, offset: number): SegmentAt | undefined {
  return lastBefore(parts, ({ base }) => base < offset) ?? parts[0];
}

/**
 * The value whose text the cursor stands in or at an end of; not before its opening quote or after its closing one. The
 * blanks behind an expression without quotes belong to it: somebody writes on.
 */
function scalarAt(text: string, { base, segment }: SegmentAt, offset: number): FoundScalar | undefined {
  const at = offset - base;
  const scalar = lastBefore(segment.found.scalars, ({ start }) => start <= at);
  if (scalar === undefined || at <= scalar.end) return scalar;
  const isTyped = scalar.fault === 'no-quotes' && /^[ \t]+$/.test(text.slice(scalar.end + base, offset));
  return isTyped ? scalar : undefined;
}

function cursorIn(
  text: string,
  base: number,
  found: FoundScalar & Pick<Scalar, 'takesExpression'>,
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
