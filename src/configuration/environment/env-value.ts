import type { TextRange } from '../../ports/text.ts';

/** A value of an env file without its quotes. */
export interface RawValue {
  readonly text: string;
  /** Whether placeholders in it are filled. */
  readonly expand: boolean;
  /** Whether a quote is never closed: Compose refuses the file. */
  readonly broken: boolean;
  /** As written, quotes included. */
  readonly range: TextRange;
  /** Where the next statement may start. */
  readonly next: number;
}

/** The end of the line that `from` is in: before its CRLF or LF. A lone CR ends none (compose-go: dotenv). */
export function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  if (end === -1) return text.endsWith('\r') && text.length > from ? text.length - 1 : text.length;
  return end > from && text[end - 1] === '\r' ? end - 1 : end;
}

/** Up to the line's end, or to a `#` behind a blank that is not the value's first sign (compose-go: dotenv). */
export function readUnquoted(text: string, start: number): RawValue {
  const lineEnd = endOfLine(text, start);
  const line = text.slice(start, lineEnd);
  const comment = line.indexOf(' #');
  const value = (comment === -1 ? line : line.slice(0, comment)).replace(/[\s\u0085]+$/, '');
  return {
    text: value,
    expand: true,
    broken: false,
    range: { start, end: start + value.length },
    next: lineEnd + 1,
  };
}

/** Between single quotes only `\'` is an escape, and nothing is filled. The next statement may follow at once. null: never closed. */
export function readSingleQuoted(text: string, start: number): RawValue | null {
  const end = closingQuote(text, start);
  if (end === -1) return null;
  const inner = text.slice(start + 1, end);
  return { text: inner.replaceAll("\\'", "'"), expand: false, ...behindQuote(start, end) };
}

/** Between double quotes shell escapes count; may span lines. null: never closed. */
export function readDoubleQuoted(text: string, start: number): RawValue | null {
  const end = closingQuote(text, start);
  if (end === -1) return null;
  const inner = text.slice(start + 1, end);
  const value = inner.replace(/\\(0\d{0,3}|[\s\S])/g, unescape);
  return { text: value, expand: true, ...behindQuote(start, end) };
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  a: '\u0007',
  b: '\b',
  f: '\f',
  v: '\v',
  '"': '"',
  '\\': '\\',
  // Written twice, so that it is no placeholder.
  $: '$$',
};

function unescape(whole: string, escape: string): string {
  if (/^0[0-3][0-7]{2}$/.test(escape)) return String.fromCharCode(Number.parseInt(escape, 8));
  return escapes[escape] ?? whole;
}

function closingQuote(text: string, start: number): number {
  const quote = text[start];
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === quote) return at;
  }
  return -1;
}

/** The next statement may stand in the same line. */
function behindQuote(start: number, end: number): Pick<RawValue, 'range' | 'next' | 'broken'> {
  return { range: { start, end: end + 1 }, next: end + 1, broken: false };
}
