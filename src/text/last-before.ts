/** The index of the last item for which `isBefore` holds, -1 for none; it holds for all items before that one. */
export function lastIndexBefore<Item>(items: readonly Item[], isBefore: (item: Item) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = items[middle];
    if (item !== undefined && isBefore(item)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The item itself. */
export function lastBefore<Item>(
  items: readonly Item[],
  isBefore: (item: Item) => boolean,
): Item | undefined {
  return items[lastIndexBefore(items, isBefore)];
}
