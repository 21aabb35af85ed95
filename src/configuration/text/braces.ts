/**
 * For each `${` of a text (by its offset) the offset of the `}` that ends it, placeholders inside it skipped. One that
 * is never ended is not there. One walk over the text, however many there are.
 */
export function placeholderEnds(text: string): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  if (!text.includes('${')) return ends;
  const open: number[] = [];
  for (const { index, 0: mark } of text.matchAll(/\$\{|\}/g)) {
    if (mark === '${') {
      open.push(index);
    } else {
      const start = open.pop();
      if (start !== undefined) ends.set(start, index);
    }
  }
  return ends;
}
