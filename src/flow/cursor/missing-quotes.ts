import type { TextEdit } from '../../ports/text.ts';
import { lineEndAt } from '../yaml/lines.ts';
import { insertAt, itemStart, quotesAround } from '../missing-quotes.ts';
import type { ScalarAround } from './cursor-at.ts';

/** The quotes of YAML that the value around the cursor lacks, as edits; none where it lacks none. */
export function missingQuotes(text: string, offset: number, scalar: ScalarAround): TextEdit[] {
  if (scalar.fault === 'no-quotes') return quotesWhileTyped(text, offset, scalar);
  if (!scalar.isOpen) return [];
  const end = openEnd(text, offset, scalar.inFlowCollection);
  return end === -1 ? [] : [insertAt(end, text.charAt(scalar.start))];
}

/** A value that begins with an expression: somebody may be typing its end, before the brackets around it. */
function quotesWhileTyped(
  text: string,
  offset: number,
  { start, end, inFlowCollection }: ScalarAround,
): TextEdit[] {
  const isClosed = /[}%#]\}/.test(text.slice(offset, end));
  const brackets =
    inFlowCollection && !isClosed ? (/[\s\]},]*$/.exec(text.slice(start, end))?.[0].length ?? 0) : 0;
  const first = inFlowCollection ? itemStart(text, start) : start;
  return first === null ? [] : quotesAround(text, { start: first, end: Math.max(end - brackets, offset) });
}

/** Where a quoted value ends that is never closed: behind what closes its expression; -1 where more is written there. */
function openEnd(text: string, offset: number, inFlowCollection: boolean): number {
  const rest = text.slice(offset, lineEndAt(text, offset)).trimEnd();
  const inner = /^[\w./-]*["'\\) ]*(?:[}%]\})?/.exec(rest)?.[0] ?? '';
  const behind = rest.slice(inner.length);
  const isOver = inFlowCollection ? /^[ \]},]*$/.test(behind) : behind === '';
  return isOver ? offset + inner.trimEnd().length : -1;
}
