/** Something that is found by a key. */
interface SortedItem<Item> {
  readonly key: string;
  readonly item: Item;
}

/** Items by sorted keys, which may be the same for several. */
export interface SortedNames<Item> {
  add(key: string, item: Item): void;
  remove(key: string, item: Item): void;
  /** Puts another item of the same key in its place. */
  replace(key: string, before: Item, after: Item): void;
  /** Those whose keys begin so, in the order of the keys (code unit by code unit). */
  startingWith(prefix: string): Iterable<Item>;
  /** Those of exactly this key. */
  withKey(key: string): readonly Item[];
}

/** Runs shorter than this are sorted anew when one is added: a list comes page by page, and a page is sorted at once. */
const shortRun = 512;

/**
 * Sorted in runs, each at least twice as long as the next, which are merged as they come: no single addition costs a
 * sort of all, and a look goes through few runs.
 */
export function createSortedNames<Item>(): SortedNames<Item> {
  const runs: SortedItem<Item>[][] = [];
  /** What was added last, not sorted yet. */
  let recent: SortedItem<Item>[] = [];

  function settle(): void {
    if (recent.length === 0) return;
    let run = recent.sort(byKey);
    recent = [];
    for (let last = runs.at(-1); last !== undefined && last.length < 2 * run.length; last = runs.at(-1)) {
      run = merge(last, run);
      runs.pop();
    }
    runs.push(run);
  }

  function* startingWith(prefix: string): Generator<Item, void, undefined> {
    settle();
    const heads = runs.map((run) => ({ run, at: firstAtLeast(run, prefix) }));
    for (;;) {
      let least: { place: SortedItem<Item>; head: { at: number } } | null = null;
      for (const head of heads) {
        const place = head.run[head.at];
        if (!place?.key.startsWith(prefix)) continue;
        if (least === null || place.key < least.place.key) least = { place, head };
      }
      if (least === null) return;
      least.head.at += 1;
      yield least.place.item;
    }
  }

  function placeOf(
    key: string,
    item: Item,
  ): { readonly run: SortedItem<Item>[]; readonly at: number } | null {
    settle();
    for (const run of runs) {
      for (let at = firstAtLeast(run, key); run[at]?.key === key; at += 1) {
        if (run[at]?.item === item) return { run, at };
      }
    }
    return null;
  }

  return {
    add(key, item) {
      recent.push({ key, item });
      if (recent.length >= shortRun) settle();
    },
    remove(key, item) {
      const place = placeOf(key, item);
      place?.run.splice(place.at, 1);
    },
    replace(key, before, after) {
      const place = placeOf(key, before);
      if (place !== null) place.run[place.at] = { key, item: after };
    },
    startingWith,
    withKey(key) {
      settle();
      const found: Item[] = [];
      for (const run of runs) {
        for (let at = firstAtLeast(run, key); run[at]?.key === key; at += 1) {
          const place = run[at];
          if (place !== undefined) found.push(place.item);
        }
      }
      return found;
    },
  };
}

function byKey(one: { readonly key: string }, other: { readonly key: string }): number {
  return one.key < other.key ? -1 : one.key > other.key ? 1 : 0;
}

/** Of equal keys those of `before` come first. */
function merge<Item>(
  before: readonly SortedItem<Item>[],
  after: readonly SortedItem<Item>[],
): SortedItem<Item>[] {
  const merged: SortedItem<Item>[] = [];
  let at = 0;
  for (const place of before) {
    for (let next = after[at]; next !== undefined && next.key < place.key; next = after[at]) {
      merged.push(next);
      at += 1;
    }
    merged.push(place);
  }
  for (; at < after.length; at += 1) {
    const next = after[at];
    if (next !== undefined) merged.push(next);
  }
  return merged;
}

/** The first place whose key is not before `key`. */
function firstAtLeast(run: readonly { readonly key: string }[], key: string): number {
  let low = 0;
  let high = run.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const place = run[middle];
    if (place !== undefined && place.key < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
