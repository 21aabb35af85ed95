import type { ScalarStyle } from '../types.ts';
import { decodeBlockScalar } from './block-scalars.ts';
import { DecodedTextBuilder, type DecodedText } from './decoded-text.ts';
import { decodeFlowScalar } from './flow-scalars.ts';
import type { FoundScalar } from './scan.ts';

/**
 * Why a scalar is no valid YAML: it begins with `{{` and has no quotes, or holds the quotes that are around it, or its
 * line cannot be read.
 */
export type Fault = 'no-quotes' | 'torn-quotes' | 'broken-line' | null;

/** A scalar that is a value. Offsets are in the text it was read from. */
export interface Scalar {
  readonly style: ScalarStyle;
  /** With its quotes or its block header. */
  readonly start: number;
  readonly end: number;
  /** Whether the whole `{{ … }}` is of use here: not in a key. */
  readonly takesExpression: boolean;
  readonly inFlowCollection: boolean;
  readonly fault: Fault;
}

export interface ScalarText {
  readonly decoded: DecodedText;
  readonly contentStart: number;
  readonly contentEnd: number;
}

/** The text of a scalar of the segment that begins at `base`, with offsets of `text`. */
export function decodeScalar(text: string, base: number, scalar: FoundScalar): ScalarText {
  const [start, end] = [scalar.start + base, scalar.end + base];
  const { block, fault, style } = scalar;
  if (block !== null) {
    const contentStart = block.contentStart + base;
    const header = { text: block.header, parentIndent: block.parentIndent };
    return { decoded: decodeBlockScalar(text, contentStart, end, header), contentStart, contentEnd: end };
  }
  if (style === 'literal' || style === 'folded') throw new Error('a block scalar without its parts');
  return fault === 'torn-quotes' ? tornText(text, start, end) : flowText(text, start, end, style);
}

/** A value that its own quotes tear apart: what is between the first and the last of them was meant. */
function tornText(text: string, start: number, end: number): ScalarText {
  const close = Math.max(text.lastIndexOf(text.charAt(start), end - 1), start + 1);
  const builder = new DecodedTextBuilder(text, start + 1);
  builder.copy(start + 1, close);
  return { decoded: builder.finish(close), contentStart: start + 1, contentEnd: close };
}

function flowText(
  text: string,
  start: number,
  end: number,
  style: 'plain' | 'single-quoted' | 'double-quoted',
): ScalarText {
  const { decoded, contentEnd } = decodeFlowScalar(text, start, end, style);
  return { decoded, contentStart: style === 'plain' ? start : start + 1, contentEnd };
}
