import type { TextRange } from '../ports/text.ts';
import { createLineIndex } from '../text/line-index.ts';
import type { JsonPlace } from './document.ts';

/** Turns stretches of one text into lines and columns. */
export type PlaceOf = (range: TextRange) => JsonPlace;

export function placesIn(text: string): PlaceOf {
  const positionOf = createLineIndex(text);
  return (range) => {
    const start = positionOf(range.start);
    const end = positionOf(range.end);
    return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
  };
}
