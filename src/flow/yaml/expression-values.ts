import { skipBlanks } from './lines.ts';

/*
 * Two beginners' mistakes make a value with an expression no valid YAML: `key: {{ … }}` without quotes, which is a map
 * in a map, and `key: "{{ secret("api") }}"`, whose quotes end too early. People write both all the time, so they are
 * read as the text that was meant.
 */

/**
 * Where the quoted value at `start` ends, at the last such quote of its line, if its first closing quote is not its
 * end and the line holds an expression; else -1.
 */
export function tornValueEnd(text: string, start: number, close: number, lineEnd: number): number {
  if (close > lineEnd || close >= lineEnd || ' \t:'.includes(text.charAt(close))) return -1;
  const quote = text.charAt(start);
  const last = text.lastIndexOf(quote, lineEnd - 1);
  if (last < close) return -1;
  return /\{[{%#]/.test(text.slice(start, lineEnd)) ? last + 1 : -1;
}

/** Whether `{{`, `{%` or `{#` stands at `index`. */
export function isExpressionStart(text: string, index: number): boolean {
  if (text.charCodeAt(index) !== 0x7b) return false;
  const second = text.charCodeAt(index + 1);
  return second === 0x7b || second === 0x25 || second === 0x23;
}

/** Where the expression ends on its line: after its closing delimiter, else at `lineEnd`. */
export function expressionEnd(text: string, open: number, lineEnd: number): number {
  const closer = text[open + 1] === '{' ? '}}' : `${text.charAt(open + 1)}}`;
  const close = text.slice(open, lineEnd).indexOf(closer, 2);
  return close === -1 ? lineEnd : open + close + 2;
}

/**
 * Where the value begins on a line that holds indent, `- ` and one `key: ` before it; on any other line, where its
 * text begins.
 */
export function valueStart(text: string, lineStart: number, lineEnd: number): number {
  let at = skipBlanks(text, lineStart);
  while (text[at] === '-' && ' \t'.includes(text.charAt(at + 1) || '-')) at = skipBlanks(text, at + 1);
  const key = /^[^\s"'#{}[\],:][^"'#{}[\],:\r\n]*:[ \t]+/.exec(text.slice(at, lineEnd));
  return key === null ? at : at + key[0].length;
}
