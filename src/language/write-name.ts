import { readFlow, type ScalarAtCursor, writeInScalar, writeString } from '../flow/index.ts';

type Style = Pick<ScalarAtCursor, 'style' | 'inFlowCollection'>;

/** Words and signs, no quote or backslash among them, that neither a style of YAML nor a quote of Pebble has a second meaning for. */
const ordinary = /^[\p{L}\p{N}_./+=@~!$()-]+(?: [\p{L}\p{N}_./+=@~!$()-]+)*$/u;

/**
 * A name as Pebble's string literal in these quotes, the quotes left out; null where it cannot be written in a scalar
 * of this style. Names come from a store: one with any sign that could mean something else is written into a flow,
 * read again, and taken only if it is the same name still.
 */
export function writeName(name: string, quote: "'" | '"', scalar: Style): string | null {
  if (ordinary.test(name)) return name;
  const written = writeString(name, quote);
  if (written === null) return null;
  return readsBack(name, `{{ secret(${quote}${written}${quote}) }}`, scalar) ? written : null;
}

/** Whether a name is written the same in every quote and every style. */
export function isOrdinaryName(name: string): boolean {
  return ordinary.test(name);
}

/**
 * A name as it is written between the quotes of a literal that stands in a value of the file; null where it cannot. Inside
 * the string of a `render('…')` (`isNested`) a name is written twice, and only one without a sign of meaning is the same both times.
 */
export function writeNameInValue(
  name: string,
  quote: "'" | '"',
  value: Style,
  isNested: boolean,
): string | null {
  const literal = writeName(name, quote, value);
  const written = literal === null ? null : writeInScalar(literal, value);
  return isNested && !ordinary.test(name) ? null : written;
}

function readsBack(name: string, expression: string, scalar: Style): boolean {
  const text = writeInScalar(expression, scalar);
  if (text === null) return false;
  const { documents } = readFlow(`id: a\nnamespace: a\ntasks:\n  - a: ${asScalar(text, scalar)}\n`);
  const references = documents.flatMap((document) => document.references);
  const problems = documents.flatMap((document) => document.problems);
  const key = references[0]?.arguments.key?.value;
  return problems.length === 0 && references.length === 1 && key?.kind === 'constant' && key.value === name;
}

function asScalar(text: string, { style }: Style): string {
  switch (style) {
    case 'plain':
      return `a ${text}`;
    case 'single-quoted':
      return `'${text}'`;
    case 'double-quoted':
      return `"${text}"`;
    case 'literal':
      return `|-\n      ${text}`;
    case 'folded':
      return `>-\n      ${text}`;
  }
}
