import type { CatalogSnapshot } from '../../catalog/index.ts';
import type { FlowFile } from '../../flow/index.ts';
import { questionOf } from '../question.ts';
import { referenceAt } from '../reference-at.ts';
import { secretAskedFor } from './sought.ts';
import type { SoughtSecret } from './types.ts';

/**
 * The secret of the call around an offset, its end included; on the subkey's argument the subkey. null: there is no call, or
 * its name is not certain. `snapshot`: of the configurations that judge the flow.
 */
export function secretSoughtAt(
  file: FlowFile,
  offset: number,
  snapshot: CatalogSnapshot,
): SoughtSecret | null {
  const at = referenceAt(file, offset);
  if (at === null) return null;
  const asked = secretAskedFor(questionOf(at.reference, at.document), snapshot);
  if (asked === null) return null;
  return at.argument === 'subkey' ? asked : { ...asked, subkey: null };
}
