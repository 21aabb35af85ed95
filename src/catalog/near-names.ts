import { distance } from 'fastest-levenshtein';
import { createLetterIndex, foldCase, lettersOf, longestIndexed, type LetterIndex } from './letter-index.ts';

/** How many names are offered at most. */
const offered = 3;

/** For one name: how many entries of the index are looked at, and how many names compared letter by letter. */
export const nearBounds = { looks: 3000, comparisons: 64 } as const;

/** So many answers are kept. */
const answersKept = 4096;

/** A name that may have been meant, so many edits away. */
export interface NearName {
  readonly name: string;
  readonly edits: number;
}

/**
 * Finds those names of an index that somebody may have meant by another name, nearest first, at most three, never that
 * one itself. Letter case, `-`, `_`, `.` and `/` do not count, nor does a `SECRET_` that was written in front (Kestra adds
 * it itself); of the rest one letter in four may differ. Behind those are names of the same words (two at the least) in
 * another order, or with one more or less. Of a long list those are compared that share its rarest three
 * letters, up to a bound.
 */
export function createNearNames(index: LetterIndex): (name: string) => readonly NearName[] {
  const answers = new Map<string, readonly NearName[]>();
  let answeredAt = 0;

  return (name) => {
    // No name is near, and the answer is not kept: a map is slow with many such texts.
    if (name.length > longestIndexed) return [];
    if (answeredAt !== index.changes() || answers.size >= answersKept) answers.clear();
    answeredAt = index.changes();
    let found = answers.get(name);
    if (found === undefined) answers.set(name, (found = search(index, name)));
    return found;
  };
}

function search(index: LetterIndex, name: string): readonly NearName[] {
  const near = new Map<string, number>();
  const words = wordsOf(name);
  for (const wanted of spellings(name)) {
    const letters = lettersOf(wanted);
    let compared = 0;
    let comparedByWords = 0;
    for (const candidate of index.alike(wanted, nearBounds.looks)) {
      if (candidate.name === name) continue;
      if (compared >= nearBounds.comparisons) break;
      if (comparedByWords < nearBounds.comparisons && mayHaveWordsOf(letters, candidate.letters)) {
        comparedByWords += 1;
        const apart = wordsApart(words, wordsOf(candidate.name));
        if (apart !== null && !near.has(candidate.name)) near.set(candidate.name, apart);
      }
      const allowed = editsAllowed(Math.max(wanted.length, candidate.length));
      if (Math.abs(wanted.length - candidate.length) > allowed) continue;
      // Every edit takes away one letter at the most, and brings one.
      if (lettersApart(letters, candidate.letters) > allowed) continue;
      compared += 1;
      const edits = distance(wanted, foldCase(candidate.name));
      if (edits <= allowed) near.set(candidate.name, Math.min(edits, near.get(candidate.name) ?? edits));
    }
  }
  return nearestOf(Array.from(near, ([each, edits]) => ({ name: each, edits })));
}

/** By list of names, which never changes. */
const searches = new WeakMap<readonly string[], (name: string) => readonly NearName[]>();

/** The names of a list that somebody may have meant by another, nearest first, at most three. */
export function nearNames(name: string, names: readonly string[]): readonly string[] {
  let search = searches.get(names);
  if (search === undefined) {
    const index = createLetterIndex();
    for (const each of new Set(names)) index.add(each);
    searches.set(names, (search = createNearNames(index)));
  }
  return search(name).map((found) => found.name);
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

/** A name that has the same words is behind all that differ by a slip. */
const behindSlips = 1000;

/** The words of a name, in capitals and sorted: between `-`, `_`, `.`, `/` and white space, and where a capital begins one. */
function wordsOf(name: string): readonly string[] {
  return name
    .replace(/^SECRET_/i, '')
    .replace(/(\p{Ll})(?=\p{Lu})/gu, '$1_')
    .toUpperCase()
    .split(/[-_./\s]+/)
    .filter((word) => word !== '')
    .sort();
}

/** Whether all letters of one name are in the other. */
function mayHaveWordsOf(one: number, other: number): boolean {
  return (one & ~other) === 0 || (other & ~one) === 0;
}

/** By how much two names differ that have the same words in another order, or one of them a word more; null: by more. */
function wordsApart(one: readonly string[], other: readonly string[]): number | null {
  const [fewer, more] = one.length <= other.length ? [one, other] : [other, one];
  if (fewer.length < 2 || more.length - fewer.length > 1) return null;
  const left = [...more];
  for (const word of fewer) {
    const at = left.indexOf(word);
    if (at === -1) return null;
    left.splice(at, 1);
  }
  return behindSlips + left.length;
}

function spellings(name: string): string[] {
  const withoutPrefix = name.replace(/^SECRET_/i, '');
  return [...new Set([foldCase(name), foldCase(withoutPrefix)])].filter((spelling) => spelling !== '');
}

/** Edits from one to the other that still are a slip, by the length of the longer one. */
function editsAllowed(longer: number): number {
  return longer < 3 ? 0 : Math.ceil(longer / 4);
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
