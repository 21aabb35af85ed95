import type { TextEdit } from '../../ports/text.ts';
import { beforeEdits, growthBy, sortEdits } from '../../text/edits.ts';
import { applyEdits, yamlOf } from '../read-flow.ts';
import type { CallAtCursor, CursorContext, FlowFile } from '../types.ts';
import { cursorAround, type CursorAround } from './cursor-at.ts';
import { missingQuotes } from './missing-quotes.ts';
import { tornQuotesAt } from './torn-quotes.ts';

/** What somebody means at the cursor whose quotes YAML would take otherwise. */
export interface Meaning {
  /** The file with the edits made; the same file where nothing is to be mended. */
  readonly file: FlowFile;
  /** Its offsets are those of the mended file. */
  readonly context: CursorContext;
  /** What mends the file, in the text's order: all on the cursor's line, in offsets of the file as it is. */
  readonly edits: readonly TextEdit[];
}

/** A file that is mended so far, and where the cursor is in it. */
interface MendingStep extends CursorAround {
  readonly file: FlowFile;
  readonly offset: number;
  readonly edits: readonly TextEdit[];
}

/**
 * What the cursor is inside of where the quotes are as they were meant. Three mistakes are mended: a string of the call
 * has the quotes of the value around it, a value that begins with an expression has no quotes, and a value's closing
 * quote is not typed yet. Everything else is as `cursorAt` has it.
 */
export function meaningAt(file: FlowFile, offset: number): Meaning {
  const untorn = withoutTornQuotes(file, offset) ?? {
    file,
    offset,
    edits: [],
    ...cursorAround(file, offset),
  };
  const { context, edits, file: mended } = withAllQuotes(untorn) ?? untorn;
  return { file: mended, context, edits };
}

function withoutTornQuotes(file: FlowFile, offset: number): MendingStep | null {
  for (const { style, quote, exchanged, escaped } of tornQuotesAt(yamlOf(file).text, offset)) {
    const fitting = (edits: readonly TextEdit[]): MendingStep | null => {
      const step = mend({ file, offset, edits: [] }, edits);
      return step.scalar?.style === style && step.context.kind !== 'none' ? step : null;
    };
    const step = fitting(exchanged);
    if (step === null) continue;
    // The call's other strings have the value's own quote, written as YAML wants it.
    const hasOwn = 'call' in step.context && quotesOf(step.context.call).includes(quote);
    return (hasOwn ? fitting(escaped) : null) ?? step;
  }
  return null;
}

function quotesOf(call: CallAtCursor): (string | null)[] {
  return Object.values(call.arguments).map((argument) => argument.quote);
}

function withAllQuotes(step: MendingStep): MendingStep | null {
  // A whole value that is offered has its own quotes.
  const isWhole = step.context.kind === 'value' && step.scalar?.fault === 'no-quotes';
  if (step.context.kind === 'none' || step.scalar === null || isWhole) return null;
  const missing = missingQuotes(yamlOf(step.file).text, step.offset, step.scalar);
  if (missing.length === 0) return null;
  const mended = mend(step, missing);
  return mended.context.kind === step.context.kind ? mended : null;
}

function mend(
  { file, offset, edits }: Pick<MendingStep, 'file' | 'offset' | 'edits'>,
  more: readonly TextEdit[],
): MendingStep {
  const mended = applyEdits(file, more);
  const at = offset + growthBy(more.filter(({ range }) => range.start < offset));
  const all = sortEdits([...edits, ...more.map((edit) => beforeEdits(edit, edits))]);
  return { file: mended, offset: at, edits: all, ...cursorAround(mended, at) };
}
