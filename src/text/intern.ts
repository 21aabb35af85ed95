// Keys, types and names stand in files over and over. As parts of a text they would keep the whole of it in memory, once
// for each version that somebody types.
const known = new Map<string, string>();

/** More than a folder of flows has; whoever has more starts again. */
const mostKnown = 20_000;

/** The same text, as one that stands for itself. */
export function intern(text: string): string {
  if (isLong(text)) return copyOf(text);
  const found = known.get(text);
  if (found !== undefined) return found;
  if (known.size >= mostKnown) known.clear();
  const copy = copyOf(text);
  known.set(copy, copy);
  return copy;
}

function copyOf(text: string): string {
  return text.split('').join('');
}

/**
 * Whether a text is longer than any store's names, and not to be looked up among others: a map of V8 tells texts of over
 * 16,383 characters (of which JSON makes six of one) from each other by their length alone, so that each is compared with all
 * that are as long.
 */
export function isLong(text: string): boolean {
  return text.length > 1000;
}
