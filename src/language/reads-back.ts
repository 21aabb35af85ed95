import { applyEdits } from '../flow/index.ts';
import type { Asking } from './asking.ts';
import type { Completion } from './completion-types.ts';

/** What a flow asks for once an item is accepted. */
export interface Asks {
  readonly name: string;
  readonly subkey?: string;
}

/** Names that no style of YAML and no quote of Pebble has a second meaning for. */
const ordinary = /^[\w./+=@-]+$/;

/**
 * Whether the flow asks for exactly this after the item was accepted. Names come from a store: one that could mean
 * something else where it is written is written there, read again, and offered only if it is still the same name.
 */
export function readsBack(
  { file, insert }: Asking,
  completion: Pick<Completion, 'insertText' | 'replace'>,
  asks: Asks | undefined,
): boolean {
  if (asks === undefined || [asks.name, asks.subkey ?? 'x'].every((name) => ordinary.test(name))) return true;
  const text = completion.insertText.map((part) => ('text' in part ? part.text : '')).join('');
  const accepted = applyEdits(file, [{ range: completion.replace, text }]);
  const written = { start: insert.start, end: insert.start + text.length };
  return accepted.documents.some((document) =>
    document.references.some(({ range, arguments: given }) => {
      // The call holds what was written, or is held by it.
      if (range.end < written.start || written.end < range.start) return false;
      return (
        is(given.key?.value, asks.name) && (asks.subkey === undefined || is(given.subkey?.value, asks.subkey))
      );
    }),
  );
}

function is(value: { readonly kind: string; readonly value?: unknown } | undefined, text: string): boolean {
  return value?.kind === 'constant' && value.value === text;
}
