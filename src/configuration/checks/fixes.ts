import type { TextRange } from '../../ports/text.ts';
import type { SourceText } from '../text/source-text.ts';
import type { ConfigurationFix } from '../types.ts';

/**
 * What to give with a problem, or nothing where the place is written in an unusual way. Places are those of the file, also
 * where the configuration is a text inside it.
 */
export type WithFix = { readonly fix: ConfigurationFix } | Record<string, never>;

/** A further line before the key at `place`, with its indent. */
export function insertBefore(source: SourceText, place: TextRange, line: string): WithFix {
  const indent = keyIndent(source, place);
  if (indent === null) return {};
  const text = `${line}${lineBreakOf(source)}${indent}`;
  return { fix: { kind: 'add', data: { line }, edits: [{ range: startOf(place), text }] } };
}

/** `from` becomes `to` where the place holds it once: quotes and placeholders around it stay. */
export function replaceText(source: SourceText, place: TextRange, from: string, to: string): WithFix {
  const [before = '', ...rest] = fileTextAt(source, place).split(from);
  if (rest.length !== 1 || from === '') return {};
  const start = place.start + before.length;
  const range = { start, end: start + from.length };
  return { fix: { kind: 'replace', data: { from, to }, edits: [{ range, text: to }] } };
}

/** `key: value` becomes `key:` with `inner: value` below it. The value, often a credential, is not copied. */
export function nestToken(source: SourceText, key: TextRange, value: TextRange, inner: string): WithFix {
  const indent = keyIndent(source, key);
  const between = source.fileText.slice(key.end, value.start);
  if (indent === null || !/^:[ \t]+$/.test(between)) return {};
  if (lineBreak.test(fileTextAt(source, value))) return {};
  const text = `:${lineBreakOf(source)}${indent}  ${inner}: `;
  const range = { start: key.end, end: value.start };
  return { fix: { kind: 'nest-token', data: {}, edits: [{ range, text }] } };
}

/** Quotes around the plain text at `place`; none that end the text in which the configuration stands. */
export function putInQuotes(source: SourceText, place: TextRange): WithFix {
  const quote = quoteAround(source) === '"' ? "'" : '"';
  if (!/^[\w.:+ -]+$/.test(fileTextAt(source, place))) return {};
  return { fix: { kind: 'quotes', data: {}, edits: around(place, quote) } };
}

/** A mark before and behind a place, so that what stands there is copied nowhere. */
export function around({ start, end }: TextRange, mark: string): ConfigurationFix['edits'] {
  return [
    { range: { start, end: start }, text: mark },
    { range: { start: end, end }, text: mark },
  ];
}

/** Takes out the line of a key, where nothing else stands there. */
export function removeLine(source: SourceText, key: TextRange, value: TextRange): WithFix {
  const range = lineOf(source, key, value);
  if (range === null) return {};
  const what = fileTextAt(source, key);
  return { fix: { kind: 'remove', data: { what }, edits: [{ range, text: '' }] } };
}

/**
 * The line of a key further in, whose value is true or false, is taken out and stands before the key of its block instead. No
 * other value is copied: nobody knows what it says of whom.
 */
export function moveBeforeBlock(
  source: SourceText,
  block: TextRange,
  key: TextRange,
  value: TextRange,
): WithFix {
  const data = { what: fileTextAt(source, key) };
  if (source.fileText.slice(block.end, key.start) === '.') {
    const range = { start: block.start, end: key.start };
    return { fix: { kind: 'move-out', data, edits: [{ range, text: '' }] } };
  }
  const indent = keyIndent(source, block);
  const line = lineOf(source, key, value);
  if (indent === null || line === null || line.start < block.end) return {};
  if (!/^(["']?)(?:true|false)\1$/i.test(fileTextAt(source, value))) return {};
  const text = `${source.fileText.slice(key.start, value.end)}${lineBreakOf(source)}${indent}`;
  const edits = [
    { range: startOf(block), text },
    { range: line, text: '' },
  ];
  return { fix: { kind: 'move-out', data, edits } };
}

/** What the file has at a place. */
export function fileTextAt({ fileText }: SourceText, { start, end }: TextRange): string {
  return fileText.slice(start, end);
}

function startOf({ start }: TextRange): TextRange {
  return { start, end: start };
}

/** The whole line of a key, with its line break, where its value ends it and nothing else stands there; else null. */
export function lineOf({ fileText }: SourceText, key: TextRange, value: TextRange): TextRange | null {
  let start = key.start;
  while (fileText[start - 1] === ' ') start -= 1;
  const isFirst = start === 0 || lineBreak.test(fileText.charAt(start - 1));
  const between = fileText.slice(key.end, value.start);
  const rest = /^[ \t]*(?:\r\n|\n|\r|$)/.exec(fileText.slice(value.end))?.[0];
  if (!isFirst || rest === undefined || (value.start > key.end && !/^:[ \t]+$/.test(between))) return null;
  return lineBreak.test(fileText.slice(value.start, value.end))
    ? null
    : { start, end: value.end + rest.length };
}

/** The white space before a key that begins its line and has its value below or beside it; else null. */
export function keyIndent(source: SourceText, key: TextRange): string | null {
  const { fileText } = source;
  let start = key.start;
  while (fileText[start - 1] === ' ') start -= 1;
  const isFirst = start === 0 || lineBreak.test(fileText.charAt(start - 1));
  return isFirst && fileText[key.end] === ':' ? fileText.slice(start, key.start) : null;
}

/** The quote between which the configuration stands in its file; empty: none, or it is the file. */
function quoteAround({ fileText, pieces }: SourceText): string {
  const before = fileText.charAt((pieces[0]?.source.start ?? 0) - 1);
  return before === fileText.charAt(pieces.at(-1)?.source.end ?? fileText.length) && /["']/.test(before)
    ? before
    : '';
}

const lineBreak = /\r\n|\n|\r/;

/** How the file ends its first line. */
export function lineBreakOf({ fileText }: SourceText): string {
  return lineBreak.exec(fileText)?.[0] ?? '\n';
}
