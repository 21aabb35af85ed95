import type { TextEdit, TextRange } from '../../ports/text.ts';
import type { SourceText } from '../text/source-text.ts';

/** A replacement to give with a problem, or nothing where the place is written in an unusual way. */
type Fix = { readonly fix: TextEdit } | Record<string, never>;

/** A further line before the key at `place`, with its indent. */
export function insertBefore(source: SourceText, place: TextRange, line: string): Fix {
  const indent = indentOf(source, place);
  if (indent === null) return {};
  const at = { start: place.start, end: place.start };
  return { fix: { range: at, text: `${line}${lineBreakOf(source)}${indent}` } };
}

export function rename(source: SourceText, place: TextRange, from: string, to: string): Fix {
  const written = source.fileText.slice(place.start, place.end);
  return written.toLowerCase() === from ? { fix: { range: place, text: to } } : {};
}

/** `key: value` becomes `key:` with `inner: value` below it. The value, often a credential, is not copied. */
export function nestValue(source: SourceText, key: TextRange, value: TextRange, inner: string): Fix {
  const indent = indentOf(source, key);
  const between = source.fileText.slice(key.end, value.start);
  if (indent === null || !/^:[ \t]+$/.test(between)) return {};
  if (lineBreak.test(source.fileText.slice(value.start, value.end))) return {};
  const text = `:${lineBreakOf(source)}${indent}  ${inner}: `;
  return { fix: { range: { start: key.end, end: value.start }, text } };
}

/** The white space before a key that begins its line and has its value below or beside it; else null. */
function indentOf(source: SourceText, key: TextRange): string | null {
  const { fileText } = source;
  let start = key.start;
  while (fileText[start - 1] === ' ') start -= 1;
  const isFirst = start === 0 || lineBreak.test(fileText.charAt(start - 1));
  return isFirst && fileText[key.end] === ':' ? fileText.slice(start, key.start) : null;
}

const lineBreak = /\r\n|\n|\r/;

/** How the file ends its first line. */
function lineBreakOf({ fileText }: SourceText): string {
  return lineBreak.exec(fileText)?.[0] ?? '\n';
}
