// Keys, types and names stand in files over and over. As parts of a text they would keep the whole of it in memory, once
// for each version that somebody types.
const known = new Map<string, string>();

/** More than a folder of flows has; whoever has more starts again. */
const mostKnown = 20_000;

/** The same text, as one that stands for itself; of a long one another each time. */
export function intern(text: string): string {
  if (isLong(text)) return copyOf(text);
  const found = known.get(text);
  if (found !== undefined) return found;
  if (known.size >= mostKnown) known.clear();
  const copy = copyOf(text);
  known.set(copy, copy);
  return copy;
}

/** Whether a text is longer than what stands in files over and over. */
export function isLong(text: string): boolean {
  return text.length > 1000;
}

function copyOf(text: string): string {
  return text.split('').join('');
}
