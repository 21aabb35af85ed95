import type { Backend } from '../../configuration/index.ts';
import type { StoredSecret } from '../../stores/index.ts';
import { managedRule } from './managed.ts';
import { nestedRule } from './nested.ts';
import { undecidedOutcome } from './outcome.ts';
import { keepPrefixRule, prefixFilterRule } from './prefix-filter.ts';
import { prefixTagRule } from './prefix-tag.ts';
import { isCloud, isReadOnly } from './read-only.ts';
import { readableRule } from './readable.ts';
import { excludedTagsRule, filterOnTagsRule } from './tag-filters.ts';
import { isVersionOne } from './version-one.ts';
import type { KestraName } from './names.ts';
import type { RuleOutcome } from '../types.ts';

/**
 * Asks every rule that can hide a secret of this backend, in the order of `hidingRules`. The rule that depends on the
 * flow is asked later: {@link secretSeenFrom}.
 */
export function applyRules(
  backend: Backend,
  secret: StoredSecret,
  nameFrom: KestraName['nameFrom'],
): RuleOutcome[] {
  const outcomes = [
    ...readableRule(backend.type, secret),
    ...managedRule(backend, secret),
    ...(isReadOnly(backend) ? filters(backend, secret) : []),
    ...(nameFrom === 'key-tag' ? prefixTagRule(backend, secret.tags) : []),
    ...(isCloud(backend.type) || !isReadOnly(backend) ? [] : nestedRule(secret)),
  ];
  return backend.partial === true ? [partial(), ...outcomes.map(doubtFailure)] : outcomes;
}

/** Any rule that fails hides; else any that cannot be decided leaves it open. */
export function visibleBy(rules: readonly RuleOutcome[]): boolean | null {
  if (rules.some((outcome) => outcome.result === 'fail')) return false;
  return rules.some((outcome) => outcome.result === 'unknown') ? null : true;
}

/** Filters work only where the backend is read-only (Kestra's page). */
function filters(backend: Backend, secret: StoredSecret): RuleOutcome[] {
  const { filterOnPrefix, filterOnTags, excludedTags, unreadable = [] } = backend.filters;
  const whyNone = isVersionOne(backend) ? 'engine-has-no-tags' : 'tags-not-read';
  const { type } = backend;
  return [
    ...(filterOnPrefix === null
      ? unreadTags(backend, secret)
      : [prefixFilterRule(filterOnPrefix, secret.name), ...keepPrefixRule(filterOnPrefix, secret.name)]),
    ...(filterOnTags === null ? [] : [filterOnTagsRule(type, filterOnTags, secret.tags, whyNone)]),
    ...(excludedTags === null ? [] : [excludedTagsRule(type, excludedTags, secret.tags, whyNone)]),
    ...unreadable.map((rule) => undecidedOutcome(rule, { kind: 'filter-not-read', rule })),
  ];
}

/** A tag may give the secret another name. */
function unreadTags(backend: Backend, secret: StoredSecret): RuleOutcome[] {
  if (!isCloud(backend.type) || secret.tags !== null) return [];
  return [undecidedOutcome('undocumented-rule', { kind: 'naming-tags-not-read' })];
}

/** Of settings that may not be all, neither what hides a secret nor what shows it is certain. */
function doubtFailure(outcome: RuleOutcome): RuleOutcome {
  return outcome.result === 'fail' ? { ...outcome, result: 'unknown' } : outcome;
}

function partial(): RuleOutcome {
  return undecidedOutcome('undocumented-rule', { kind: 'configuration-read-in-part' });
}
