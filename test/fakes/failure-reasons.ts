import type { NamedBackend } from '../../src/ports/backend.ts';
import type { FailureReason } from '../../src/ports/failure-reason.ts';

/** A Vault for all flows. */
export const namedVault: NamedBackend = {
  kestraType: 'vault',
  level: 'global',
  namespace: null,
  id: 'vault',
};

/** A reason for tests that look at none. */
export const anyReason: FailureReason = { kind: 'unexpected-error', backend: namedVault };
