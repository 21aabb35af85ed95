import type { RuleReason } from '../reasons.ts';
import type { RuleOutcome } from '../types.ts';

/** A rule that lets the secret be seen. */
export function pass(rule: RuleOutcome['rule'], reason: RuleReason): RuleOutcome {
  return { rule, result: 'pass', reason };
}

/** A rule that hides the secret. */
export function fail(rule: RuleOutcome['rule'], reason: RuleReason): RuleOutcome {
  return { rule, result: 'fail', reason };
}

/** A rule that cannot be decided here. */
export function undecidedOutcome(rule: RuleOutcome['rule'], reason: RuleReason): RuleOutcome {
  return { rule, result: 'unknown', reason };
}
