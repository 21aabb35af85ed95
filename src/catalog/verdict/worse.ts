import type { Verdict } from '../types.ts';

const badness: Readonly<Record<Verdict, number>> = { missing: 3, hidden: 2, unknown: 1, resolvable: 0 };

/** The worse of two verdicts: missing, hidden, unknown, resolvable. */
export function worse(a: Verdict, b: Verdict): Verdict {
  return badness[a] >= badness[b] ? a : b;
}
