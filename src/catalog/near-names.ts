import { distance } from 'fastest-levenshtein';

/** How many names are offered at most. */
const offered = 3;

/** A longer name is nobody's slip, and comparing it costs more than it is worth. */
const longest = 256;

/**
 * How many comparisons all questions to one list of names take together. A folder that asks for thousands of names among
 * thousands that are not there has no use for what else could have been meant.
 */
const comparisonsAtMost = 2_000_000;

/** Finds the names somebody may have meant. */
export type FindNear = (name: string) => readonly string[];

interface Candidate {
  readonly name: string;
  readonly folded: string;
  readonly letters: number;
}

/** The same for one question. */
export function nearNames(name: string, names: Iterable<string>): readonly string[] {
  return findNearIn(names)(name);
}

/**
 * Finds among `names` those somebody may have meant by another, nearest first, at most three, never that one itself.
 * Letter case, `-`, `_`, `.` and `/` do not count, nor does a `SECRET_` that was written in front (Kestra adds it itself);
 * of the rest one letter in four may differ. Finds nothing more once it has compared too much.
 */
export function findNearIn(names: Iterable<string>): FindNear {
  const byLength = new Map<number, Candidate[]>();
  for (const name of new Set(names)) {
    const folded = fold(name);
    const candidate = { name, folded, letters: lettersOf(folded) };
    const alike = byLength.get(folded.length);
    if (alike === undefined) byLength.set(folded.length, [candidate]);
    else alike.push(candidate);
  }
  const known = new Map<string, readonly string[]>();
  let left = comparisonsAtMost;

  function search(name: string): readonly string[] {
    const near = new Map<string, number>();
    for (const wanted of spellings(name)) {
      const letters = lettersOf(wanted);
      for (const [length, candidates] of byLength) {
        const allowed = editsAllowed(Math.max(wanted.length, length));
        if (length > longest || Math.abs(wanted.length - length) > allowed) continue;
        left -= candidates.length;
        if (left < 0) return [];
        for (const candidate of candidates) {
          // Every edit takes away one letter at the most, and brings one.
          if (candidate.name === name || lettersApart(letters, candidate.letters) > allowed) continue;
          left -= length;
          const edits = distance(wanted, candidate.folded);
          if (edits <= allowed) near.set(candidate.name, Math.min(edits, near.get(candidate.name) ?? edits));
        }
      }
    }
    return [...near]
      .sort(([one, oneAway], [other, otherAway]) => oneAway - otherAway || (one < other ? -1 : 1))
      .slice(0, offered)
      .map(([candidate]) => candidate);
  }

  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const found = left < 0 || name.length > longest ? [] : search(name);
    known.set(name, found);
    return found;
  };
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
