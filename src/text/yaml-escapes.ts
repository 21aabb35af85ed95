/** The escapes of YAML's double-quoted scalars that stand for one fixed character. */
const escapes = new Map([
  ['0', '\0'],
  ['a', '\u0007'],
  ['b', '\b'],
  ['e', '\u001b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
  ['N', '\u0085'],
  ['_', '\u00a0'],
  ['L', '\u2028'],
  ['P', '\u2029'],
  [' ', ' '],
  ['"', '"'],
  ['/', '/'],
  ['\\', '\\'],
  ['\t', '\t'],
]);

const hexLengths = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);

/** What the escape at `index` (its backslash) stands for; one that YAML does not know stands for itself. */
export function escapeAt(source: string, index: number, end: number): { text: string; end: number } {
  const letter = source.charAt(index + 1);
  const fixed = escapes.get(letter);
  if (fixed !== undefined && index + 2 <= end) return { text: fixed, end: index + 2 };
  const digits = hexLengths.get(letter);
  if (digits !== undefined && index + 2 + digits <= end) {
    const hex = source.slice(index + 2, index + 2 + digits);
    const code = /^[0-9a-fA-F]+$/.test(hex) ? parseInt(hex, 16) : Infinity;
    if (code <= 0x10ffff) return { text: String.fromCodePoint(code), end: index + 2 + digits };
  }
  return { text: '\\', end: index + 1 };
}
