import type { Resolution, Verdict } from '../catalog/index.ts';
import type { SecretReference } from '../flow/index.ts';
import type { TextRange } from '../ports/text.ts';

/**
 * Whether a call of a text that is not saved may not be what its author means yet: it is not closed, or it was edited
 * just now. `edited` is what was edited just now, in the text as it is.
 */
export function isHalfTyped(reference: SecretReference, text: string, edited: readonly TextRange[]): boolean {
  return !isClosed(reference, text) || edited.some((range) => touches(reference.range, range));
}

/** What is said of a half-typed call: nobody is to be told of a name that it is missing before it stands there. */
export function untilTyped(resolution: Resolution): Resolution {
  const { verdict, reasonCode, secretVerdict, subkeyVerdict } = resolution;
  if (reasonCode === 'call-fails' || (verdict !== 'missing' && verdict !== 'hidden')) return resolution;
  const open = (part: Verdict) => (part === 'resolvable' ? part : 'unknown');
  return {
    ...resolution,
    verdict: 'unknown',
    secretVerdict: open(secretVerdict),
    subkeyVerdict: subkeyVerdict === null ? null : open(subkeyVerdict),
    reasonCode: 'incomplete-list',
    mistake: null,
    reason: { kind: 'call-half-typed' },
    suggestions: [],
  };
}

/** Whether the call has its bracket, and each string in it the quote that ends it. */
function isClosed({ range, arguments: given }: SecretReference, text: string): boolean {
  if (text[range.end - 1] !== ')') return false;
  return Object.values(given).every(
    ({ quote, range: { start, end } }) => quote === null || (end - start > 1 && text[end - 1] === quote),
  );
}

function touches(one: TextRange, other: TextRange): boolean {
  return one.start <= other.end && other.start <= one.end;
}
