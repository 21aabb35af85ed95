import type { TextEdit, TextRange } from '../ports/text.ts';

/** Longer lines are no value that somebody types: bounds the work. */
const longestLine = 2000;

/**
 * Quotes around a value without any, those that need fewer escapes, and the escapes; none where it goes over several lines.
 */
export function quotesAround(text: string, { start, end }: TextRange): TextEdit[] {
  const written = text.slice(start, Math.min(end, start + longestLine + 1));
  if (written.length > longestLine || /[\r\n]/.test(written)) return [];
  const isSingle = written.includes('"') && !written.includes("'");
  const quote = isSingle ? "'" : '"';
  const escapes = isSingle ? [] : [...written.matchAll(/["\\]/g)];
  return [
    insertAt(start, quote),
    ...escapes.map(({ index }) => insertAt(start + index, '\\')),
    insertAt(end, quote),
  ];
}

/** Writes a text between two characters. */
export function insertAt(at: number, text: string): TextEdit {
  return { range: { start: at, end: at }, text };
}
