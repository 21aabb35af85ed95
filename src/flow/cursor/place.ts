import type { CursorPlace } from '../types.ts';
import type { DecodedText } from '../yaml/decoded-text.ts';
import type { Scalar } from '../yaml/scalars.ts';

/** A cursor inside the text of a scalar. Offsets are in the file, `index` is in the decoded text. */
export interface CursorInScalar {
  readonly text: string;
  readonly scalar: Scalar;
  readonly decoded: DecodedText;
  readonly contentEnd: number;
  readonly document: number;
  readonly offset: number;
  readonly index: number;
  /** Where the scalar's text ends on the cursor's line. */
  readonly lineEnd: number;
}

/**
 * A place whose replaced text goes from `start` to `end`, in the decoded text. Null where it would span lines:
 * VS Code takes no such range.
 */
export function cursorPlace<Kind extends string>(
  cursor: CursorInScalar,
  kind: Kind,
  start: number,
  end: number,
): CursorPlace<Kind> | null {
  const { decoded, document, index, offset, scalar, text, lineEnd } = cursor;
  // An index can stand on either side of a line break; the cursor's own side is meant.
  const from = start >= index ? offset : decoded.startOf(start);
  const to = end <= index ? offset : decoded.endOf(end);
  if (from > offset || to < offset || text.slice(from, to).includes('\n')) return null;
  return {
    kind,
    insert: { start: from, end: offset },
    replace: { start: from, end: to },
    document,
    scalar: {
      style: scalar.style,
      inFlowCollection: scalar.inFlowCollection,
      startsValue: from === decoded.startOf(0),
      restOfLine: text.slice(to, Math.max(to, lineEnd)),
    },
  };
}
