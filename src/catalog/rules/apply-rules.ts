import * as l10n from '@vscode/l10n';
import type { Backend } from '../../configuration/types.ts';
import type { StoredSecret } from '../../stores/contract.ts';
import { tagWord } from './labels.ts';
import { managedRule } from './managed.ts';
import { nestedRule } from './nested.ts';
import { undecided } from './outcome.ts';
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
 * flow is asked later: {@link seenFrom}.
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
  return backend.partial === true ? [partial(), ...outcomes.map(undecidedIfFailed)] : outcomes;
}

/** Any rule that fails hides; else any that cannot be decided leaves it open. */
export function visibleBy(rules: readonly RuleOutcome[]): boolean | null {
  if (rules.some((outcome) => outcome.result === 'fail')) return false;
  return rules.some((outcome) => outcome.result === 'unknown') ? null : true;
}

/** Filters work only where the backend is read-only (Kestra's page). */
function filters(backend: Backend, secret: StoredSecret): RuleOutcome[] {
  const { filterOnPrefix, filterOnTags, excludedTags, unreadable = [] } = backend.filters;
  const word = tagWord(backend.type);
  // Left out, the rules say that the tags could not be read.
  const whyNone = isVersionOne(backend) ? l10n.t('its engine is of version 1 and keeps no tags') : undefined;
  return [
    ...(filterOnPrefix === null
      ? unreadTags(backend, secret)
      : [prefixFilterRule(filterOnPrefix, secret.name), ...keepPrefixRule(filterOnPrefix, secret.name)]),
    ...(filterOnTags === null ? [] : [filterOnTagsRule(filterOnTags, secret.tags, whyNone, word)]),
    ...(excludedTags === null ? [] : [excludedTagsRule(excludedTags, secret.tags, whyNone, word)]),
    ...unreadable.map((rule) => undecided(rule, l10n.t('the tags of {0} are not known here', rule))),
  ];
}

/** A tag may give the secret another name. */
function unreadTags(backend: Backend, secret: StoredSecret): RuleOutcome[] {
  if (!isCloud(backend.type) || secret.tags !== null) return [];
  return [undecided('undocumented-rule', l10n.t('its tags could not be read, and one of them may name it'))];
}

/** Of settings that may not be all, neither what hides a secret nor what shows it is certain. */
function undecidedIfFailed(outcome: RuleOutcome): RuleOutcome {
  return outcome.result === 'fail' ? { ...outcome, result: 'unknown' } : outcome;
}

function partial(): RuleOutcome {
  return undecided('undocumented-rule', l10n.t('its configuration could be read only in part'));
}
