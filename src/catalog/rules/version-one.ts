import type { Backend } from '../../configuration/index.ts';

/** Whether a Vault's key/value engine is of version 1: it keeps no tags, and tells fields only with their values. */
export function isVersionOne(backend: Backend): boolean {
  return (
    backend.type === 'vault' && backend.engineVersion?.state === 'known' && backend.engineVersion.value === 1
  );
}
