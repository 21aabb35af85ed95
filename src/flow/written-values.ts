import type { TextEdit, TextRange } from '../ports/text.ts';
import { lastBefore } from '../text/last-before.ts';
import { withLineFeeds } from '../text/line-feeds.ts';
import { itemAround, quotesAround } from './missing-quotes.ts';
import { wholeYamlOf } from './read-flow.ts';
import { valuesOf } from './read-values.ts';
import type { FlowFile, ScalarStyle } from './types.ts';
import { isLineOver, lineEndAt } from './yaml/lines.ts';
import { decodeScalar } from './yaml/scalars.ts';
import type { FoundScalar } from './yaml/scan.ts';
import { readSyntax, type YamlDocument } from './yaml/syntax.ts';

/** How the value is written that a place of a file stands in. */
export interface WrittenValue {
  readonly style: ScalarStyle;
  readonly inFlowCollection: boolean;
  /** Whether it is valid YAML: it has the quotes it needs, and they end where they should. */
  readonly isValid: boolean;
  /** With its quotes or its block header. */
  readonly range: TextRange;
}

/** The value around `offset`; null where none is. */
export function valueAround(file: FlowFile, offset: number): WrittenValue | null {
  const found = scalarAround(file, offset);
  if (found === null) return null;
  const { base, scalar } = found;
  return {
    style: scalar.style,
    inFlowCollection: scalar.inFlowCollection,
    isValid: scalar.fault === null,
    range: { start: scalar.start + base, end: scalar.end + base },
  };
}

/**
 * The value of another key of the map in which the value around `offset` stands, as it is written and between its quotes;
 * null where the map has no such key, or the value is no text of one line.
 */
export function valueBeside(
  file: FlowFile,
  offset: number,
  key: string,
): { readonly range: TextRange; readonly text: string } | null {
  if (valuesOf(file) !== null) return null;
  const plain = withLineFeeds(file.text);
  // In one piece, so that each map is one object.
  const { text, documents } = readSyntax(plain, plain.length + 1);
  const map = scalarIn(documents, offset)?.scalar.frame ?? null;
  const values = documents.flatMap(({ parts }) =>
    parts.flatMap(({ base, segment }) =>
      segment.found.scalars.flatMap((scalar) =>
        !scalar.isKey && scalar.key === key && map !== null && scalar.frame === map ? [{ base, scalar }] : [],
      ),
    ),
  );
  const [only, ...others] = values;
  if (only === undefined || others.length > 0 || only.scalar.block !== null) return null;
  const { contentStart, contentEnd } = decodeScalar(text, only.base, only.scalar);
  const written = text.slice(contentStart, contentEnd);
  return /[\r\n]/.test(written) ? null : { range: { start: contentStart, end: contentEnd }, text: written };
}

/**
 * The quotes that a value lacks because it begins with an expression, as edits, with the escapes that they need; none where
 * it lacks none, or goes over several lines.
 */
export function quotesFor(file: FlowFile, offset: number): readonly TextEdit[] {
  const found = scalarAround(file, offset);
  if (found?.scalar.fault !== 'no-quotes') return [];
  const { base, scalar } = found;
  const { text } = file;
  const range = { start: scalar.start + base, end: scalar.end + base };
  const whole = scalar.inFlowCollection
    ? itemAround(text, range)
    : { ...range, end: endOfValue(text, range) };
  return whole === null ? [] : quotesAround(text, whole);
}

/** Where a value outside brackets ends of which the reader took a part for a key, because a colon stands behind it. */
function endOfValue(text: string, { start, end }: TextRange): number {
  const isFirstOnLine = /(?:^|[\r\n])\uFEFF?[ \t]*(?:[-?][ \t]+)*$/.test(
    text.slice(Math.max(0, start - longestIndent), start),
  );
  if (isFirstOnLine || isLineOver(text, end)) return end;
  const rest = /^(?:(?![ \t]#)[^\r\n])*/.exec(text.slice(end, lineEndAt(text, end)))?.[0] ?? '';
  return end + rest.trimEnd().length;
}

/** So many blanks and dashes before a key are looked at. */
const longestIndent = 500;

interface ScalarAt {
  readonly base: number;
  readonly scalar: FoundScalar;
}

function scalarAround(file: FlowFile, offset: number): ScalarAt | null {
  const values = valuesOf(file);
  if (values !== null)
    return atOrNone(
      lastBefore(values, ({ start }) => start <= offset),
      0,
      offset,
    );
  return scalarIn(wholeYamlOf(file).documents, offset);
}

function scalarIn(documents: readonly YamlDocument[], offset: number): ScalarAt | null {
  const document = lastBefore(documents, ({ range }) => range.start <= offset);
  const part = document === undefined ? undefined : lastBefore(document.parts, ({ base }) => base <= offset);
  if (part === undefined) return null;
  const { base, segment } = part;
  return atOrNone(
    lastBefore(segment.found.scalars, ({ start }) => start + base <= offset),
    base,
    offset,
  );
}

function atOrNone(scalar: FoundScalar | undefined, base: number, offset: number): ScalarAt | null {
  return scalar === undefined || scalar.end + base < offset ? null : { base, scalar };
}
