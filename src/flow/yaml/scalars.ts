import type { CST } from 'yaml';
import type { ScalarStyle } from '../types.ts';
import { decodeBlockScalar } from './block-scalars.ts';
import { blockContentStart } from './cst.ts';
import { DecodedTextBuilder, type DecodedText } from './decoded-text.ts';
import { decodeFlowScalar } from './flow-scalars.ts';

/** A scalar that is a value. Offsets are in the file. */
export interface Scalar {
  readonly style: ScalarStyle;
  /** With its quotes or its block header. */
  readonly start: number;
  readonly end: number;
  /** Whether Kestra renders it; not so `id`, `type`, prose. */
  readonly rendered: boolean;
  /** Whether the whole `{{ … }}` is of use here: not where a map is due, such as a task. */
  readonly takesExpression: boolean;
  readonly inFlowCollection: boolean;
  /**
   * Why it is no valid YAML: it begins with `{{` and has no quotes, or holds the quotes that are around it, or its line
   * cannot be read.
   */
  readonly fault: 'no-quotes' | 'torn-quotes' | 'broken-line' | null;
  decode(): ScalarText;
}

export interface ScalarText {
  readonly decoded: DecodedText;
  readonly contentStart: number;
  readonly contentEnd: number;
}

export type ScalarPlace = Pick<Scalar, 'rendered' | 'takesExpression' | 'inFlowCollection'>;

export type ScalarToken = CST.FlowScalar | CST.BlockScalar;

/** A scalar of the syntax; `text` is the file's, which the syntax may have been read from with masks. */
export function scalarOf(text: string, token: ScalarToken, place: ScalarPlace): Scalar {
  if (token.type === 'block-scalar') return blockScalarOf(text, token, place);
  const start = token.offset;
  const end = Math.min(start + token.source.length, text.length);
  // A mask of letters stands where the file has a brace or a quote.
  if (token.type === 'scalar' && text[start] === '{') return unquotedExpression(text, start, end, place);
  if (token.type === 'scalar' && (text[start] === '"' || text[start] === "'")) {
    return tornScalar(text, start, end, place);
  }
  const style = flowStyles[token.type];
  const fault = token.type === 'scalar' && !text.startsWith(token.source, start) ? 'broken-line' : null;
  return { ...place, style, start, end, fault, decode: () => flowText(text, start, end, style) };
}

const flowStyles = {
  scalar: 'plain',
  alias: 'plain',
  'single-quoted-scalar': 'single-quoted',
  'double-quoted-scalar': 'double-quoted',
} as const;

/** A value that its own quotes tear apart: what is between the first and the last of them was meant. */
function tornScalar(text: string, start: number, end: number, place: ScalarPlace): Scalar {
  const close = Math.max(text.lastIndexOf(text.charAt(start), end - 1), start + 1);
  return {
    ...place,
    style: text[start] === '"' ? 'double-quoted' : 'single-quoted',
    start,
    end,
    fault: 'torn-quotes',
    decode: () => {
      const builder = new DecodedTextBuilder(text, start + 1);
      builder.copy(start + 1, close);
      return { decoded: builder.finish(close), contentStart: start + 1, contentEnd: close };
    },
  };
}

/** The text of `{{ …` without quotes from `start` to `end`. */
export function unquotedExpression(text: string, start: number, end: number, place: ScalarPlace): Scalar {
  return {
    ...place,
    style: 'plain',
    start,
    end,
    fault: 'no-quotes',
    decode: () => flowText(text, start, end, 'plain'),
  };
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

function blockScalarOf(text: string, token: CST.BlockScalar, place: ScalarPlace): Scalar {
  const contentStart = Math.min(blockContentStart(token), text.length);
  const end = Math.min(contentStart + token.source.length, text.length);
  const headerToken = token.props.find((prop) => prop.type === 'block-scalar-header');
  const header = headerToken !== undefined && 'source' in headerToken ? headerToken.source : '|';
  return {
    ...place,
    style: header.startsWith('>') ? 'folded' : 'literal',
    start: headerToken?.offset ?? token.offset,
    end,
    fault: null,
    decode: () => ({
      decoded: decodeBlockScalar(text, contentStart, end, { text: header, parentIndent: token.indent }),
      contentStart,
      contentEnd: end,
    }),
  };
}
