import type { NextStep } from '../../src/ports/failure.ts';

/** The step out of a Vault's failure that asks to approve VAULT_TOKEN for an address. */
export function approveStep(endpoint: string): NextStep {
  const names = ['VAULT_TOKEN'];
  return {
    kind: 'approve',
    approval: { manager: 'vault', credential: 'environment', endpoint, place: null, names },
    what: { kind: 'environment', variables: ['VAULT_TOKEN'] },
  };
}
