import type { StoredSecret } from '../../stores/index.ts';
import type { RuleOutcome } from '../types.ts';
import { undecidedOutcome } from './outcome.ts';

/** How Kestra names a secret in a folder of a read-only Vault is not documented. */
export function nestedRule(secret: StoredSecret): RuleOutcome[] {
  if (!secret.name.includes('/')) return [];
  return [undecidedOutcome('undocumented-rule', { kind: 'nested-names-not-documented' })];
}
