/** The last item for which `isBefore` holds; it holds for all items before that one. */
export function lastBefore<Item>(
  items: readonly Item[],
  isBefore: (item: Item) => boolean,
): Item | undefined {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = items[middle];
    if (item !== undefined && isBefore(item)) low = middle + 1;
    else high = middle;
  }
  return items[low - 1];
}
