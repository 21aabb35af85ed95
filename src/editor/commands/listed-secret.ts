import type { BackendSnapshot, LookupNamespace } from '../../catalog/index.ts';
import { likeliestSecret, type HeldSecret } from '../../language/uses/index.ts';

/**
 * The secret of a backend which a running Kestra lists by this name, in a namespace or (null) for all; null: no backend has it
 * where flows of that namespace see it.
 */
export function findHeld(
  backends: readonly BackendSnapshot[],
  name: string,
  namespace: string | null,
): HeldSecret | null {
  const from: LookupNamespace =
    namespace === null ? { kind: 'unknown' } : { kind: 'known', value: namespace };
  return likeliestSecret(backends, name, { namespace: from, configurations: undefined });
}
