import type { RuleOutcome } from '../types.ts';

/** A rule that lets the secret be seen. `detail` is a clause for people. */
export function pass(rule: RuleOutcome['rule'], detail: string): RuleOutcome {
  return { rule, result: 'pass', detail };
}

/** A rule that hides the secret. */
export function fail(rule: RuleOutcome['rule'], detail: string): RuleOutcome {
  return { rule, result: 'fail', detail };
}

/** A rule that cannot be decided here. */
export function undecided(rule: RuleOutcome['rule'], detail: string): RuleOutcome {
  return { rule, result: 'unknown', detail };
}
