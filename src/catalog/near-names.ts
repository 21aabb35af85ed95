import { distance } from 'fastest-levenshtein';

/** How many names are offered at most. */
const offered = 3;

/**
 * The names somebody may have meant by `name`, nearest first, at most three, never `name` itself. Letter case, `-`, `_`,
 * `.` and `/` do not count, nor does a `SECRET_` that was written in front (Kestra adds it itself); of the rest one
 * letter in four may differ.
 */
export function nearNames(name: string, names: Iterable<string>): string[] {
  const wanted = spellings(name);
  const near = new Map<string, number>();
  for (const candidate of names) {
    if (candidate === name) continue;
    const away = Math.min(...wanted.map((spelling) => distanceBetween(spelling, fold(candidate))));
    if (Number.isFinite(away)) near.set(candidate, away);
  }
  return [...near]
    .sort(([one, oneAway], [other, otherAway]) => oneAway - otherAway || (one < other ? -1 : 1))
    .slice(0, offered)
    .map(([candidate]) => candidate);
}

function spellings(name: string): string[] {
  const withoutPrefix = name.replace(/^SECRET_/i, '');
  return [...new Set([fold(name), fold(withoutPrefix)])].filter((spelling) => spelling !== '');
}

function fold(name: string): string {
  return name.toUpperCase().replace(/[-_./\s]/g, '');
}

/** Edits from one to the other; Infinity where they are too many to be a slip. */
function distanceBetween(one: string, other: string): number {
  const longer = Math.max(one.length, other.length);
  const allowed = longer < 3 ? 0 : Math.ceil(longer / 4);
  // Long lists are asked at every keystroke: the lengths alone rule out most names.
  if (Math.abs(one.length - other.length) > allowed) return Infinity;
  const edits = distance(one, other);
  return edits > allowed ? Infinity : edits;
}
