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
