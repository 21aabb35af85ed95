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

/**
 * Whether an environment variable sets a property: in any case, with each `_` for a dot or a hyphen of it (Micronaut:
 * EnvironmentProperties). `kestra.secret.read-only` is `KESTRA_SECRET_READ_ONLY`, `kestra_secret_read_only` and itself.
 */
export function isVariableOf(variable: string, property: string): boolean {
  const lower = variable.toLowerCase();
  const isSame = (index: number): boolean => {
    const other = property[index];
    return lower[index] === '_' ? other === '.' || other === '-' : lower[index] === other;
  };
  return lower.length === property.length && Array.from(property, (_, index) => index).every(isSame);
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
