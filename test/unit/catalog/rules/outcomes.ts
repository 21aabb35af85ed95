import type { RuleOutcome } from '../../../../src/catalog/types.ts';
import { ruleClause } from '../../../../src/language/messages/index.ts';
import type { StoredSecret } from '../../../../src/stores/contract.ts';

/** A stored secret that can be read and has no tags, and what the test says otherwise. */
export function storedSecret(changes: Partial<StoredSecret> = {}): StoredSecret {
  return {
    name: 'api',
    storedName: 'api',
    tags: {},
    readable: 'yes',
    subkeys: { state: 'not-read' },
    ...changes,
  };
}

/** `rule result: detail` of each. */
export function outcomeLines(outcomes: RuleOutcome | readonly RuleOutcome[]): string[] {
  const all = Array.isArray(outcomes) ? outcomes : [outcomes];
  return all.map(({ rule, result, reason }: RuleOutcome) => `${rule} ${result}: ${ruleClause(reason)}`);
}
