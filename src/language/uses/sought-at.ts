import type { CatalogSnapshot } from '../../catalog/index.ts';
import type { FlowFile } from '../../flow/index.ts';
import type { TextRange } from '../../ports/text.ts';
import { questionOf } from '../question.ts';
import { referenceAt } from '../reference-at.ts';
import { secretAskedFor } from './sought.ts';
import type { SoughtSecret } from './types.ts';

/** A call of a file that is pointed at. */
export interface PointedCall {
  /** null: which secret it means is known when the flow runs. */
  readonly sought: SoughtSecret | null;
  /** Where the name, or the subkey that is pointed at, is written. */
  readonly range: TextRange;
  /** Whether the range is one literal, so that another name can be written there. */
  readonly isLiteral: boolean;
}

/**
 * The call around an offset, its end included: on the subkey's argument the subkey is meant, elsewhere the secret. null:
 * there is none. `snapshot`: of the configurations that judge the flow.
 */
export function callPointedAt(file: FlowFile, offset: number, snapshot: CatalogSnapshot): PointedCall | null {
  const at = referenceAt(file, offset);
  if (at === null) return null;
  const { reference, document } = at;
  const asked = secretAskedFor(questionOf(reference, document), snapshot);
  const isSubkey = at.argument === 'subkey' && asked !== null && asked.subkey !== null;
  const argument = reference.arguments[isSubkey ? 'subkey' : 'key'];
  return {
    sought: isSubkey || asked === null ? asked : { ...asked, subkey: null },
    range: argument?.content ?? argument?.range ?? reference.range,
    isLiteral: argument !== undefined && argument.quote !== null,
  };
}
