import type { TextEdit, TextRange } from '../ports/text.ts';

/** Edits in the order of the text. */
export function sortEdits(edits: readonly TextEdit[]): readonly TextEdit[] {
  return [...edits].sort((left, right) => left.range.start - right.range.start);
}

/** The text after `edits`, which are in order, all speak of the text before them, and do not overlap. */
export function textAfter(text: string, edits: readonly TextEdit[]): string {
  const pieces: string[] = [];
  let copied = 0;
  for (const { range, text: written } of edits) {
    pieces.push(text.slice(copied, range.start), written);
    copied = range.end;
  }
  pieces.push(text.slice(copied));
  return pieces.join('');
}

/** Where the texts of edits stand after all of them, in the order of the text; they do not overlap. */
export function rangesAfter(edits: readonly TextEdit[]): TextRange[] {
  let grown = 0;
  return sortEdits(edits).map((edit) => {
    const start = edit.range.start + grown;
    grown += growthBy([edit]);
    return { start, end: start + edit.text.length };
  });
}

/** By how many characters a text gets longer. */
export function growthBy(edits: readonly TextEdit[]): number {
  return edits.reduce((sum, { range, text }) => sum + text.length - (range.end - range.start), 0);
}

/** An edit of a text in which others were made (in order), in offsets of the text before them. */
export function beforeEdits({ range, text }: TextEdit, earlier: readonly TextEdit[]): TextEdit {
  let by = 0;
  for (const edit of earlier) if (edit.range.start + by < range.start) by += growthBy([edit]);
  return { range: { start: range.start - by, end: range.end - by }, text };
}

/**
 * The edits, a line each at most, that make one text of another with as many lines; where it has more or fewer, one edit.
 * What is alike at both ends of a line is in none.
 */
export function editsBetween(before: string, after: string): readonly TextEdit[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  if (old.length !== now.length) return editOf(before, after, 0);
  let start = 0;
  return old.flatMap((line, index) => {
    const edits = editOf(line, now[index] ?? '', start);
    start += line.length;
    return edits;
  });
}

/** With what ends them. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\r\n]*(?:\r\n|\r|\n|$)/g) ?? [];
}

/** `at`: where `before` begins. */
function editOf(before: string, after: string, at: number): TextEdit[] {
  if (before === after) return [];
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let alike = 0;
  while (alike < shorter - start && before.at(-1 - alike) === after.at(-1 - alike)) alike += 1;
  const range = { start: at + start, end: at + before.length - alike };
  return [{ range, text: after.slice(start, after.length - alike) }];
}
