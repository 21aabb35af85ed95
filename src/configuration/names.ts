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
  const wanted = squashed(name);
  const limit = Math.max(1, Math.floor(wanted.length / 4));
  return candidates
    .map((candidate) => ({ candidate, distance: editDistance(wanted, squashed(candidate)) }))
    .filter(({ distance }) => distance <= limit)
    .sort((left, right) => left.distance - right.distance)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

function squashed(name: string): string {
  return name.replace(/[-_.\s]/g, '').toLowerCase();
}

/** How many characters must be put in, taken out or replaced (Levenshtein). */
function editDistance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const replaced = (previous[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1);
      const removed = (previous[column] ?? 0) + 1;
      const added = (current[column - 1] ?? 0) + 1;
      current.push(Math.min(replaced, removed, added));
    }
    previous = current;
  }
  return previous[right.length] ?? 0;
}
