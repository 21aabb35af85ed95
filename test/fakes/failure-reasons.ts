import type { FailureReason } from '../../src/ports/failure-reason.ts';

/** A reason for tests that look at none. */
export const anyReason: FailureReason = { kind: 'unexpected-error', backend: 'Vault' };
