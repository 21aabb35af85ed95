import type { TextEdit } from '../../ports/text.ts';
import { lineEndAt } from '../yaml/lines.ts';
import type { ScalarAround } from './cursor-at.ts';

/** Longer lines are no value that somebody types: bounds the work. */
const longestLine = 2000;

/** The quotes of YAML that the value around the cursor lacks, as edits; none where it lacks none. */
export function missingQuotes(text: string, offset: number, scalar: ScalarAround): TextEdit[] {
  if (scalar.fault === 'no-quotes') return quotesAround(text, offset, scalar);
  if (!scalar.isOpen) return [];
  const end = openEnd(text, offset, scalar.inFlowCollection);
  return end === -1 ? [] : [insertAt(end, text.charAt(scalar.start))];
}

/** A value that begins with an expression: the quotes that need fewer escapes, and these. */
function quotesAround(
  text: string,
  offset: number,
  { start, end, inFlowCollection }: ScalarAround,
): TextEdit[] {
  const written = text.slice(start, Math.min(end, start + longestLine + 1));
  if (written.length > longestLine || written.includes('\n')) return [];
  const isClosed = /[}%#]\}/.test(text.slice(offset, end));
  const brackets = inFlowCollection && !isClosed ? (/[\s\]},]*$/.exec(written)?.[0].length ?? 0) : 0;
  const last = Math.max(end - brackets, offset);
  const isSingle = written.includes('"') && !written.includes("'");
  const quote = isSingle ? "'" : '"';
  const escapes = isSingle ? [] : [...text.slice(start, last).matchAll(/["\\]/g)];
  return [
    insertAt(start, quote),
    ...escapes.map(({ index }) => insertAt(start + index, '\\')),
    insertAt(last, quote),
  ];
}

/** Where a quoted value ends that is never closed: behind what closes its expression; -1 where more is written there. */
function openEnd(text: string, offset: number, inFlowCollection: boolean): number {
  const rest = text.slice(offset, lineEndAt(text, offset)).trimEnd();
  const inner = /^[\w./-]*["'\\) ]*(?:[}%]\})?/.exec(rest)?.[0] ?? '';
  const behind = rest.slice(inner.length);
  const isOver = inFlowCollection ? /^[ \]},]*$/.test(behind) : behind === '';
  return isOver ? offset + inner.trimEnd().length : -1;
}

function insertAt(at: number, text: string): TextEdit {
  return { range: { start: at, end: at }, text };
}
