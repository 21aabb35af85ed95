import type { Meaning } from '../flow/cursor/index.ts';
import type { TextRange } from '../ports/text.ts';
import type { Completion, InsertPart } from './completion-types.ts';

/** What an accepted item writes, and where. */
type Written = Pick<Completion, 'insertText' | 'insert' | 'replace' | 'additionalEdits'>;

/** An item of a mended file as one of the file as it is: whoever accepts it mends the file, too. `text` is the file's own. */
export function asWritten(item: Completion, meant: Meaning, text: string): Completion {
  const { edits } = meant;
  const [first] = edits;
  if (first === undefined) return item;
  const start = Math.min(item.insert.start, first.range.start);
  const { kind, label, detail, sortText, retrigger } = item;
  return {
    kind,
    label,
    detail,
    sortText,
    retrigger,
    // Only the one that is looked at is described.
    get documentation() {
      return item.documentation;
    },
    filterText: text.slice(start, original(item.insert.start, edits)) + item.filterText,
    ...(besideRest(item, meant, start) ?? asOneText(item, meant, start, text)),
  };
}

/**
 * Where text stands between the cursor and what is mended behind it, that is mended beside the item: one insert mode
 * keeps that text, and the other takes it away. null: none stands there, or it is to be mended itself.
 */
function besideRest(item: Completion, { file, edits }: Meaning, start: number): Written | null {
  const cursor = original(item.insert.end, edits);
  const end = original(item.replace.end, edits);
  if (cursor === end) return null;
  const from = original(item.insert.start, edits);
  const isInside = ({ range }: Meaning['edits'][number]) => range.end > from && range.start < end;
  if (edits.some(isInside)) return null;
  return {
    insertText: [...textPart(file.text.slice(start, item.insert.start)), ...item.insertText],
    insert: { start, end: cursor },
    replace: { start, end },
    additionalEdits: edits.filter(({ range }) => range.start >= end),
  };
}

/** What it writes takes the place of everything that is to be mended. */
function asOneText(item: Completion, { file, edits }: Meaning, start: number, text: string): Written {
  const grown = file.text.length - text.length;
  // Behind the last edit both texts are alike.
  const lastEnd = (edits.at(-1)?.range.end ?? 0) + grown;
  const taken = lastEnd > item.insert.end ? item.replace : item.insert;
  const end = Math.max(taken.end, lastEnd);
  const toText = (at: number) => (at >= lastEnd ? at - grown : original(at, edits));
  const range = (to: number): TextRange => ({ start, end: toText(to) });
  const before = file.text.slice(start, item.insert.start);
  return {
    insertText: [...textPart(before), ...stopBefore(item.insertText, file.text.slice(taken.end, end))],
    insert: range(end),
    replace: range(Math.max(item.replace.end, end)),
    additionalEdits: [],
  };
}

/** The parts with text behind them; the cursor stays before it. */
function stopBefore(parts: readonly InsertPart[], behind: string): InsertPart[] {
  if (behind === '') return [...parts];
  const hasEnd = parts.some((part) => 'stop' in part && part.stop === 0);
  return [...parts, ...(hasEnd ? [] : [{ stop: 0 }]), ...textPart(behind)];
}

function textPart(text: string): InsertPart[] {
  return text === '' ? [] : [{ text }];
}

/** Where the place `at` of the mended text was before the edits. */
function original(at: number, edits: Meaning['edits']): number {
  let by = 0;
  for (const { range, text } of edits) {
    if (range.start + by >= at) break;
    by += text.length - (range.end - range.start);
  }
  return at - by;
}
