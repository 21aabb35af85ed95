import type { Meant } from '../flow/index.ts';
import type { TextRange } from '../ports/text.ts';
import type { Completion, InsertPart } from './completion-types.ts';

/**
 * An item of a mended file as one of the file as it is: what it writes takes the place of everything that is to be
 * mended, too. `text` is the file's own.
 */
export function asWritten(item: Completion, { file, edits }: Meant, text: string): Completion {
  const [first] = edits;
  const last = edits.at(-1);
  if (first === undefined || last === undefined) return item;
  const grown = file.text.length - text.length;
  const start = Math.min(item.insert.start, first.range.start);
  // Behind the last edit both texts are alike.
  const lastEnd = last.range.end + grown;
  const reachesBehind = lastEnd > item.insert.end;
  // Where something behind the cursor is mended, what stands before that is written anew in either insert mode.
  const taken = reachesBehind ? item.replace : item.insert;
  const end = Math.max(taken.end, lastEnd);
  const behind = file.text.slice(taken.end, end);
  const before = file.text.slice(start, item.insert.start);
  const toText = (at: number) => (at >= lastEnd ? at - grown : original(at, edits));
  const range = (to: number): TextRange => ({ start, end: toText(to) });
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
    insertText: [...textPart(before), ...stopped(item.insertText, behind)],
    insert: range(end),
    replace: range(Math.max(item.replace.end, end)),
    filterText: text.slice(start, original(item.insert.start, edits)) + item.filterText,
  };
}

/** The parts with text behind them; the cursor stays before it. */
function stopped(parts: readonly InsertPart[], behind: string): InsertPart[] {
  if (behind === '') return [...parts];
  const hasEnd = parts.some((part) => 'stop' in part && part.stop === 0);
  return [...parts, ...(hasEnd ? [] : [{ stop: 0 }]), ...textPart(behind)];
}

function textPart(text: string): InsertPart[] {
  return text === '' ? [] : [{ text }];
}

/** Where the place `at` of the mended text was before the edits. */
function original(at: number, edits: Meant['edits']): number {
  let by = 0;
  for (const { range, text } of edits) {
    if (range.start + by >= at) break;
    by += text.length - (range.end - range.start);
  }
  return at - by;
}
