import { yamlOf } from '../read-flow.ts';
import type { CursorContext, FlowFile } from '../types.ts';
import { endOfLine } from '../yaml/expression-values.ts';
import type { YamlDocument } from '../yaml/read-documents.ts';
import type { Scalar } from '../yaml/scalars.ts';
import { expressionContext } from './in-expression.ts';
import type { CursorInScalar } from './place.ts';
import { emptyPlace, openedBrace, valueContext } from './value.ts';

/**
 * What the cursor at `offset` is inside of, as far as something could be completed there. Never throws, and knows
 * half-typed text: strings, calls and expressions that are not closed yet, or closed by the editor.
 */
export function cursorAt(file: FlowFile, offset: number): CursorContext {
  const none: CursorContext = { kind: 'none' };
  const documents = yamlOf(file);
  const index = documents.findLastIndex(({ range }) => range.start <= offset);
  const document = documents[index];
  if (document === undefined || !document.isFlow || offset > file.text.length) return none;
  const scalar = scalarAt(document, offset);
  if (scalar === undefined) {
    return (
      openedBrace(file.text, document, index, offset) ??
      emptyPlace(file.text, document, index, offset) ??
      none
    );
  }
  // What is written into torn quotes stays torn.
  if (!scalar.rendered || scalar.fault === 'torn-quotes' || scalar.fault === 'broken-line') return none;
  const cursor = cursorIn(file.text, scalar, index, offset);
  if (cursor === null) return none;
  return expressionContext(cursor) ?? valueContext(cursor) ?? none;
}

/** The value whose text the cursor stands in or at an end of; not before its opening quote or after its closing one. */
function scalarAt({ values }: YamlDocument, offset: number): Scalar | undefined {
  const { scalars } = values;
  let low = 0;
  let high = scalars.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((scalars[middle]?.start ?? Infinity) <= offset) low = middle + 1;
    else high = middle;
  }
  const scalar = scalars[low - 1];
  return scalar !== undefined && offset <= scalar.end ? scalar : undefined;
}

function cursorIn(text: string, scalar: Scalar, document: number, offset: number): CursorInScalar | null {
  const { decoded, contentStart, contentEnd } = scalar.decode();
  if (offset < contentStart || offset > contentEnd) return null;
  return {
    text,
    scalar,
    decoded,
    contentEnd,
    document,
    offset,
    index: decoded.indexOf(offset),
    lineEnd: Math.min(endOfLine(text, offset), contentEnd),
  };
}
