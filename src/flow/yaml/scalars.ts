import type { CST } from 'yaml';
import type { ScalarStyle } from '../types.ts';
import { decodeBlockScalar } from './block-scalars.ts';
import { blockContentStart } from './cst.ts';
import type { DecodedText } from './decoded-text.ts';
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
  /** It begins with `{{` and lacks quotes, so that it is no valid YAML. */
  readonly unquoted: boolean;
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
  const style =
    token.type === 'single-quoted-scalar' || token.type === 'double-quoted-scalar'
      ? token.type === 'single-quoted-scalar'
        ? 'single-quoted'
        : 'double-quoted'
      : 'plain';
  const start = token.offset;
  const end = Math.min(start + token.source.length, text.length);
  // A mask of letters stands where the file has braces.
  const unquoted = style === 'plain' && text[start] === '{';
  return { ...place, style, start, end, unquoted, decode: () => flowText(text, start, end, style) };
}

/** The text of `{{ …` without quotes from `start` to `end`. */
export function unquotedExpression(text: string, start: number, end: number, place: ScalarPlace): Scalar {
  return {
    ...place,
    style: 'plain',
    start,
    end,
    unquoted: true,
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
    unquoted: false,
    decode: () => ({
      decoded: decodeBlockScalar(text, contentStart, end, { text: header, parentIndent: token.indent }),
      contentStart,
      contentEnd: end,
    }),
  };
}
