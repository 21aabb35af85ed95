import type { TextEdit, TextRange } from '../ports/text.ts';
import { statementAt } from './environment/env-file.ts';
import { decodeBase64 } from './environment/judge.ts';

/**
 * The edit that writes the value of a definition of an env file in Base64, as Kestra wants it; null where the text has no
 * plain value at `start` that does not decode yet, or one with a placeholder, which only Compose fills. It holds the value:
 * it is to be made when it is applied, and kept nowhere.
 */
export function encodingEdit(text: string, start: number): TextEdit | null {
  const statement = statementAt(text, start);
  if (statement?.kind !== 'definition' || statement.range.start !== start) return null;
  const { value } = statement;
  if (value === null || value.broken || value.text === '') return null;
  if ((value.expand && value.text.includes('$')) || decodeBase64(value.text) !== null) return null;
  const isQuoted = /^["']/.test(text.slice(value.range.start, value.range.end));
  const range = isQuoted ? { start: value.range.start + 1, end: value.range.end - 1 } : value.range;
  return { range, text: inBase64(value.text) };
}

/** UTF-8 in Base64, on one line. */
function inBase64(value: string): string {
  const bytes = Array.from(new TextEncoder().encode(value), (byte) => String.fromCharCode(byte));
  return btoa(bytes.join(''));
}

/**
 * The edits that take the line breaks out of a value in Base64 which goes on in the line at `at`: of all its lines. None
 * where what comes of it is no Base64.
 */
export function joiningEdits(text: string, at: TextRange): readonly TextEdit[] {
  const lines = linesAround(text, at.start);
  const value = /^(?:export[ \t]+)?[A-Za-z_]\w*[ \t]*=[ \t]*([A-Za-z0-9+/]+)$/.exec(
    lines[0]?.text ?? '',
  )?.[1];
  if (value === undefined || lines.length < 2) return [];
  const joined = [value, ...lines.slice(1).map((line) => line.text)].join('');
  if (joined.length % 4 !== 0 || decodeBase64(joined) === null) return [];
  return lines.slice(1).map(({ start }, index) => {
    const before = lines[index];
    return {
      range: { start: before === undefined ? start : before.start + before.text.length, end: start },
      text: '',
    };
  });
}

interface Line {
  readonly start: number;
  readonly text: string;
}

/** A line of Base64 alone; with its padding it is the last one. */
const encodedLine = /^[A-Za-z0-9+/]+={0,2}$/;

/** The lines of the value that the line at `at` belongs to: the definition, and those of Base64 alone behind it. */
function linesAround(text: string, at: number): readonly Line[] {
  const all: Line[] = [];
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  for (const line of text.slice(start).split('\n')) {
    all.push({ start, text: line.replace(/\r$/, '') });
    start += line.length + 1;
  }
  const own = all.findLastIndex((line) => line.start <= at);
  let first = own;
  while (first > 0 && encodedLine.test(all[first]?.text ?? '')) first -= 1;
  let last = own;
  const isOpen = () => encodedLine.test(all[last]?.text ?? '') && all[last]?.text.endsWith('=') === false;
  while (isOpen() && isRestOf(all[last], all[last + 1])) last += 1;
  return all.slice(first, last + 1);
}

/** Whether a line goes on where the one before ends: all but the last of a wrapped value are of one length. */
function isRestOf(before: Line | undefined, line: Line | undefined): boolean {
  return (
    before !== undefined &&
    line !== undefined &&
    encodedLine.test(line.text) &&
    line.text.length <= before.text.length
  );
}
