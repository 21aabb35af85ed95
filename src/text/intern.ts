// Keys, types and names stand in files over and over. As parts of a text they would keep the whole of it in memory, once
// for each version that somebody types.
const known = new Map<string, string>();

/** More than a folder of flows has; whoever has more starts again. */
const mostKnown = 20_000;

/** The same text, as one that stands for itself. */
export function intern(text: string): string {
  const found = known.get(text);
  if (found !== undefined) return found;
  if (known.size >= mostKnown) known.clear();
  const copy = text.split('').join('');
  known.set(copy, copy);
  return copy;
}
