import { distance } from 'fastest-levenshtein';

/**
 * A key's name as Kestra's reader (Micronaut) compares it: `readOnly`, `read_only` and `READ_ONLY` are `read-only`,
 * `readonly` is another name.
 */
export function relaxedName(name: string): string {
  return name
    .replace(/([\p{Ll}\p{Nd}])(\p{Lu})/gu, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase();
}

/** The environment variable that sets a key: `kestra.secret.read-only` is `KESTRA_SECRET_READ_ONLY`. */
export function variableName(key: string): string {
  return key.toUpperCase().replace(/[.-]/g, '_');
}

/** The candidates that `name` was most likely meant to be, nearest first; at most three. */
export function closeNames(name: string, candidates: readonly string[]): readonly string[] {
  const wanted = squash(name);
  const limit = Math.max(1, Math.floor(wanted.length / 4));
  return candidates
    .map((candidate) => ({ candidate, edits: distance(wanted, squash(candidate)) }))
    .filter(({ edits }) => edits <= limit)
    .sort((left, right) => left.edits - right.edits)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

function squash(name: string): string {
  return name.replace(/[-_.\s]/g, '').toLowerCase();
}
