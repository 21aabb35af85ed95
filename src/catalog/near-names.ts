import { distance } from 'fastest-levenshtein';

/** How many names are offered at most. */
const offered = 3;

/** A longer name is nobody's slip, and comparing it costs more than it is worth. */
const longest = 256;

/** For one name: how many entries of the index are looked at, and how many names compared letter by letter. */
const bounds = { looks: 4000, comparisons: 256 } as const;

/** So many answers are kept. */
const answersKept = 4096;

/** A name that may have been meant, so many edits away. */
export interface NearName {
  readonly name: string;
  readonly edits: number;
}

/** Finds the names somebody may have meant. Names are added and removed in place; each is there once. */
export interface NearNames {
  add(name: string): void;
  remove(name: string): void;
  /**
   * Those somebody may have meant by another name, nearest first, at most three, never that one itself. Letter case,
   * `-`, `_`, `.` and `/` do not count, nor does a `SECRET_` that was written in front (Kestra adds it itself); of the rest
   * one letter in four may differ. Of a long list those are compared that share its rarest three letters, up to a bound.
   */
  find(name: string): readonly NearName[];
}

/** Which names, by their number, have three letters in a row. */
interface Posting {
  numbers: Uint32Array;
  length: number;
}

export function createNearNames(): NearNames {
  const names: (string | null)[] = [];
  /** By name: its number, and how often it was added. */
  const known = new Map<string, { readonly number: number; times: number }>();
  const postings = new Map<number, Posting>();
  const answers = new Map<string, readonly NearName[]>();
  /** How many of the wanted letters a name has, by its number; all zero between two questions. */
  let shared = new Uint16Array(64);

  function add(name: string): void {
    const before = known.get(name);
    if (before !== undefined) {
      before.times += 1;
      return;
    }
    answers.clear();
    const number = names.length;
    names.push(name);
    known.set(name, { number, times: 1 });
    const folded = fold(name);
    if (folded === '' || folded.length > longest) return;
    for (const letters of threes(folded)) post(letters, number);
  }

  function post(letters: number, number: number): void {
    let posting = postings.get(letters);
    if (posting === undefined) postings.set(letters, (posting = { numbers: new Uint32Array(4), length: 0 }));
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

  function remove(name: string): void {
    const before = known.get(name);
    if (before === undefined) return;
    before.times -= 1;
    if (before.times > 0) return;
    known.delete(name);
    names[before.number] = null;
    answers.clear();
  }

  /** The numbers of names that share letters with one, those that share most first. */
  function alike(folded: string): number[] {
    if (shared.length < names.length) shared = new Uint16Array(names.length * 2);
    const rarestFirst = [...new Set(threes(folded))]
      .flatMap((letters) => postings.get(letters) ?? [])
      .sort((one, other) => one.length - other.length);
    const found: number[] = [];
    let looks = 0;
    for (const { numbers, length } of rarestFirst) {
      const until = Math.min(length, bounds.looks - looks);
      for (let at = 0; at < until; at += 1) {
        const number = numbers[at] ?? 0;
        const times = shared[number] ?? 0;
        if (times === 0) found.push(number);
        shared[number] = times + 1;
      }
      looks += until;
    }
    const byShare: number[][] = [];
    for (const number of found) {
      (byShare[shared[number] ?? 0] ??= []).push(number);
      shared[number] = 0;
    }
    return byShare.reverse().flat();
  }

  function search(name: string): readonly NearName[] {
    const near = new Map<string, number>();
    for (const wanted of spellings(name)) {
      const letters = lettersOf(wanted);
      let compared = 0;
      for (const number of alike(wanted)) {
        const candidate = names[number];
        if (candidate == null || candidate === name) continue;
        if (compared >= bounds.comparisons) break;
        const folded = fold(candidate);
        const allowed = editsAllowed(Math.max(wanted.length, folded.length));
        if (Math.abs(wanted.length - folded.length) > allowed) continue;
        // Every edit takes away one letter at the most, and brings one.
        if (lettersApart(letters, lettersOf(folded)) > allowed) continue;
        compared += 1;
        const edits = distance(wanted, folded);
        if (edits <= allowed) near.set(candidate, Math.min(edits, near.get(candidate) ?? edits));
      }
    }
    return nearestOf(Array.from(near, ([each, edits]) => ({ name: each, edits })));
  }

  return {
    add,
    remove,
    find(name) {
      const before = answers.get(name);
      if (before !== undefined) return before;
      const found = name.length > longest ? [] : search(name);
      if (answers.size >= answersKept) answers.clear();
      answers.set(name, found);
      return found;
    },
  };
}

/** By list of names, which never changes. */
const searches = new WeakMap<readonly string[], NearNames>();

/** The names of a list that somebody may have meant by another, nearest first, at most three. */
export function nearNames(name: string, names: readonly string[]): readonly string[] {
  let search = searches.get(names);
  if (search === undefined) {
    search = createNearNames();
    for (const each of names) search.add(each);
    searches.set(names, search);
  }
  return search.find(name).map((found) => found.name);
}

/** The nearest of several, each once, at most three; of those that are as near the first by name. */
export function nearestOf(found: readonly NearName[]): readonly NearName[] {
  const nearest = new Map<string, NearName>();
  for (const each of [...found].sort(
    (one, other) => one.edits - other.edits || (one.name < other.name ? -1 : 1),
  )) {
    if (!nearest.has(each.name)) nearest.set(each.name, each);
  }
  return [...nearest.values()].slice(0, offered);
}

function spellings(name: string): string[] {
  const withoutPrefix = name.replace(/^SECRET_/i, '');
  return [...new Set([fold(name), fold(withoutPrefix)])].filter((spelling) => spelling !== '');
}

function fold(name: string): string {
  return name.toUpperCase().replace(/[-_./\s]/g, '');
}

/** Edits from one to the other that still are a slip, by the length of the longer one. */
function editsAllowed(longer: number): number {
  return longer < 3 ? 0 : Math.ceil(longer / 4);
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

/** Which letters a name has, a bit for each; others share one. */
function lettersOf(folded: string): number {
  let letters = 0;
  for (let at = 0; at < folded.length; at += 1) letters |= 1 << (folded.charCodeAt(at) & 31);
  return letters;
}

/** The fewest edits between two names that have these letters. */
function lettersApart(one: number, other: number): number {
  return Math.max(bitsIn(one & ~other), bitsIn(other & ~one));
}

function bitsIn(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
