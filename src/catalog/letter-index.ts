/** A longer name is in nobody's slip, and its letters take more room than they are worth. */
export const longestIndexed = 256;

/** Names by every three letters in a row that they have. Each is there once. */
export interface LetterIndex {
  /** To be called with a name that is not there. */
  add(name: string): void;
  remove(name: string): void;
  /** How often names were added or removed: what was found before that may hold no longer. */
  changes(): number;
  /** The names that hold these letters, whatever their case, in no certain order; one may come twice. */
  withLetters(letters: string): Iterable<string>;
  /**
   * The names that share letters with a folded one, those that share most first. Its rarest three letters are looked up
   * before the others, until `looks` entries were looked at.
   */
  alike(folded: string, looks: number): Iterable<LetteredName>;
}

/** What is known of a name without a look at its letters. */
export interface LetteredName {
  readonly name: string;
  /** How long it is, folded. */
  readonly length: number;
  /** Which letters it has, as {@link lettersOf} tells. */
  readonly letters: number;
}

/** Which names, by their number, have three letters in a row; in the order of the numbers. */
interface Posting {
  numbers: Uint32Array;
  length: number;
}

export function createLetterIndex(): LetterIndex {
  const names: (LetteredName | null)[] = [];
  const postings = new Map<number, Posting>();
  /** The numbers of names that have no three letters here: longer ones, and those of marks alone. */
  const unposted = new Set<number>();
  /** By name; made at the first removal, since most lists are read to their end and left so. */
  let numbers: Map<string, number> | null = null;
  let changes = 0;
  /** How many were removed whose numbers are not given up yet. */
  let gone = 0;
  /** How many of the wanted letters a name has, by its number; all zero between two questions. */
  let shared = new Uint16Array(64);

  function post(key: number, number: number): void {
    let posting = postings.get(key);
    if (posting === undefined) postings.set(key, (posting = { numbers: new Uint32Array(4), length: 0 }));
    // A name that has them twice is there once.
    if (posting.length > 0 && posting.numbers[posting.length - 1] === number) return;
    if (posting.length === posting.numbers.length) {
      const larger = new Uint32Array(posting.length + (posting.length >> 1) + 1);
      larger.set(posting.numbers);
      posting.numbers = larger;
    }
    posting.numbers[posting.length] = number;
    posting.length += 1;
  }

  /** Numbers anew the names that are left. */
  function compact(): void {
    const newNumbers = new Uint32Array(names.length);
    const left: LetteredName[] = [];
    names.forEach((name, number) => {
      if (name === null) return;
      newNumbers[number] = left.length;
      left.push(name);
    });
    for (const [key, { numbers: before, length }] of postings) {
      const after = before.subarray(0, length).filter((number) => names[number] != null);
      if (after.length === 0) postings.delete(key);
      else
        postings.set(key, { numbers: after.map((number) => newNumbers[number] ?? 0), length: after.length });
    }
    const unpostedBefore = [...unposted];
    unposted.clear();
    for (const number of unpostedBefore) unposted.add(newNumbers[number] ?? 0);
    names.length = 0;
    for (const name of left) names.push(name);
    numbers = null;
    gone = 0;
  }

  /** The fewest lists in which every name is that holds the letters; null: they tell nothing. */
  function listsWith(folded: string): readonly Posting[] | null {
    if (folded.length === 0) return null;
    const keys = threes(folded);
    if (folded.length < 3) {
      const begin = keys[2] ?? 0;
      const beyond = folded.length === 1 ? 20 : 10;
      const lists: Posting[] = [];
      for (const [key, posting] of postings) if (key >>> beyond === begin >>> beyond) lists.push(posting);
      return lists;
    }
    let rarest: Posting | null = null;
    for (const key of keys.slice(2, -2)) {
      const posting = postings.get(key);
      if (posting === undefined) return [];
      if (rarest === null || posting.length < rarest.length) rarest = posting;
    }
    return rarest === null ? null : [rarest];
  }

  function* candidatesFor(folded: string): Generator<number, void, undefined> {
    const lists = listsWith(folded);
    if (lists === null) {
      yield* names.keys();
      return;
    }
    for (const { numbers: some, length } of lists) {
      for (let at = 0; at < length; at += 1) yield some[at] ?? 0;
    }
    yield* unposted;
  }

  return {
    add(name) {
      changes += 1;
      const number = names.length;
      numbers?.set(name, number);
      const folded = foldCase(name);
      names.push({ name, length: folded.length, letters: lettersOf(folded) });
      if (folded === '' || folded.length > longestIndexed) unposted.add(number);
      else for (const key of threes(folded)) post(key, number);
    },
    remove(name) {
      changes += 1;
      numbers ??= new Map(names.flatMap((each, number) => (each === null ? [] : [[each.name, number]])));
      const number = numbers.get(name);
      if (number === undefined) return;
      numbers.delete(name);
      unposted.delete(number);
      names[number] = null;
      gone += 1;
      if (gone > 64 && gone * 2 > names.length) compact();
    },
    changes: () => changes,
    *withLetters(letters) {
      const wanted = letters.toUpperCase();
      for (const number of candidatesFor(foldCase(letters))) {
        const name = names[number]?.name;
        if (name?.toUpperCase().includes(wanted) === true) yield name;
      }
    },
    *alike(folded, looks) {
      if (shared.length < names.length) shared = new Uint16Array(names.length * 2);
      const rarestFirst = [...new Set(threes(folded))]
        .flatMap((key) => postings.get(key) ?? [])
        .sort((one, other) => one.length - other.length);
      const found: number[] = [];
      let looked = 0;
      for (const posting of rarestFirst) {
        const until = Math.min(posting.length, looks - looked);
        for (let at = 0; at < until; at += 1) {
          const number = posting.numbers[at] ?? 0;
          const times = shared[number] ?? 0;
          if (times === 0) found.push(number);
          shared[number] = times + 1;
        }
        looked += until;
      }
      const byShare: (number[] | undefined)[] = [];
      for (const number of found) {
        (byShare[shared[number] ?? 0] ??= []).push(number);
        shared[number] = 0;
      }
      for (const some of byShare.reverse()) {
        for (const number of some ?? []) {
          const name = names[number];
          if (name != null) yield name;
        }
      }
    },
  };
}

/** A name without what does not count: letter case, `-`, `_`, `.`, `/` and white space. */
export function foldCase(name: string): string {
  return name.toUpperCase().replace(/[-_./\s]+/g, '');
}

/**
 * Every three letters in a row as a number, the ends counting as two letters of their own: an edit changes three of them,
 * so that names which are a slip apart share one at the least.
 */
function threes(folded: string): number[] {
  const found: number[] = [];
  let last = 0;
  for (let at = 0; at < folded.length + 2; at += 1) {
    const letter = at < folded.length ? folded.charCodeAt(at) & 1023 : 0;
    last = ((last << 10) | letter) & 0x3fffffff;
    found.push(last);
  }
  return found;
}

/** Which letters a folded name has, a bit for each; others share one. */
export function lettersOf(folded: string): number {
  let letters = 0;
  for (let at = 0; at < folded.length; at += 1) letters |= 1 << (folded.charCodeAt(at) & 31);
  return letters;
}
