import { gapClause } from '../../src/language/messages/index.ts';
import type { ListCut } from '../../src/ports/list-cut.ts';

/** Why a list is not whole, in words; empty: nothing is left out. */
export function cutWords(cuts: readonly ListCut[] | undefined): string {
  return cuts === undefined ? '' : gapClause({ kind: 'cut-short', cuts });
}
