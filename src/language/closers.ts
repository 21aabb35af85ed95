import type { CallAtCursor, ScalarAtCursor } from '../flow/types.ts';

/** What stands after the replaced text, and so need not be written once more. */
export interface Surroundings {
  /** The text up to the place where the item is written. */
  readonly before: string;
  /** The scalar's text after the replaced one, on the same line. */
  readonly after: string;
}

/** The closing bracket of a call, where it does not stand there already. */
export function closeCall({ after }: Surroundings): string {
  return /^\s*[),]/.test(after) ? '' : ')';
}

/** The end of the expression (`}}` or `%}`), where it does not stand there already. */
export function closeExpression({ before, after }: Surroundings): string {
  const tag = before.lastIndexOf('{%') > before.lastIndexOf('{{');
  if (after.includes(tag ? '%}' : '}}')) return '';
  // Somebody who is in the middle of a longer expression closes it themselves.
  if (after.trim() !== '' && !/^\s*\)*\s*$/.test(after)) return '';
  return tag ? ' %}' : ' }}';
}

/** Quotes as they are used in this call already, else those that need no doubling in the scalar. */
export function quoteFor(scalar: ScalarAtCursor, call: CallAtCursor | null): "'" | '"' {
  for (const argument of Object.values(call?.arguments ?? {})) {
    if (argument.quote !== null) return argument.quote;
  }
  return scalar.style === 'single-quoted' ? '"' : "'";
}
