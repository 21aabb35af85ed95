import * as l10n from '@vscode/l10n';
import type { RuleOutcome, RuleReason, TagDifference } from '../../catalog/index.ts';
import { ruleWords } from '../words.ts';
import { tagWord } from './tags.ts';

/** A rule's word on one secret, such as "excluded-tags: its tag team is billing, which is excluded". */
export function outcomeWords(outcome: RuleOutcome): string {
  return l10n.t('{0}: {1}', ruleWords(outcome.rule), ruleClause(outcome.reason));
}

/** What rules say of one secret, in one clause. */
export function ruleClauses(reasons: readonly RuleReason[]): string {
  return reasons.map(ruleClause).join('; ');
}

/** What a rule says of one secret, as a clause such as "its tag team is billing, which is excluded". */
export function ruleClause(reason: RuleReason): string {
  switch (reason.kind) {
    case 'configuration-read-in-part':
      return l10n.t('its configuration could be read only in part');
    case 'tags-not-read':
      return l10n.t('its tags could not be read');
    case 'naming-tags-not-read':
      return l10n.t('its tags could not be read, and one of them may name it');
    case 'engine-has-no-tags':
      return l10n.t('its engine is of version 1 and keeps no tags');
    case 'filter-not-read':
      return l10n.t('the tags of {0} are not known here', reason.rule);
    case 'variable-not-base64':
      return l10n.t('{0} is not Base64', reason.variable);
    case 'deletion-scheduled':
      return l10n.t('it is scheduled for deletion');
    case 'newest-version-deleted':
      return l10n.t('its latest version is deleted');
    case 'disabled':
      return l10n.t('it is disabled');
    case 'latest-version-not-enabled':
      return l10n.t('its latest version is not enabled');
    case 'no-readable-version':
      return l10n.t('it has no version that can be read');
    case 'current-version-not-named':
      return l10n.t('its manager names no current version; only reading the value shows whether it has one');
    case 'read-only-not-known':
      return l10n.t('whether this backend is read-only is not known here');
    case 'index-not-readable':
      return l10n.t('without read-only, Kestra sees only the secrets it created itself');
    case 'kestra-tags-there':
      return l10n.t('it has every {0} that Kestra writes', tagWord(reason.type));
    case 'kestra-tags-not-there':
      return lackingTags(tagWord(reason.type), reason.tags);
    case 'prefix-not-known':
      return l10n.t('the prefix of the filter is not known here');
    case 'begins-with-prefix':
      return l10n.t('its name begins with {0}', reason.prefix);
    case 'begins-without-prefix':
      return l10n.t('its name does not begin with {0}, as the filter wants', reason.prefix);
    case 'keep-prefix-not-set':
      return l10n.t(
        'keep-prefix is not set, and Kestra does not document whether {0} stays in the name',
        reason.prefix,
      );
    case 'keep-prefix-not-known':
      return l10n.t('the value of keep-prefix is not known here');
    case 'nothing-behind-prefix':
      return l10n.t('without its prefix nothing is left of its name');
    case 'tags-match':
      return l10n.t('all tags of filter-on-tags match');
    case 'tags-differ':
      return reason.tags.map((tag) => differenceClause(tagWord(reason.type), tag)).join('; ');
    case 'wanted-tag-not-known':
      return l10n.t('the value of {0} in the filter is not known here', reason.tag);
    case 'no-excluded-tag':
      return l10n.t('no tag of excluded-tags matches');
    case 'excluded-tag':
      return l10n.t('its {0} {1} is {2}, which is excluded', tagWord(reason.type), reason.tag, reason.value);
    case 'excluded-tag-not-known':
      return l10n.t('the value of {0} in the exclusion is not known here', reason.tag);
    case 'default-prefix-not-documented':
      return l10n.t('no prefix is set, and Kestra does not document its default');
    case 'configured-prefix-not-known':
      return l10n.t('the configured prefix is not known here');
    case 'prefix-tag-matches':
      return l10n.t('its {0} prefix is {1}', tagWord(reason.type), reason.prefix);
    case 'prefix-tag-differs':
      return l10n.t(
        'its {0} prefix is {1}, the configured one is {2}',
        tagWord(reason.type),
        reason.tag,
        reason.configured,
      );
    case 'prefix-label-cannot-hold':
      return l10n.t('its label prefix is {0}, and a label cannot hold {1}', reason.label, reason.prefix);
    case 'namespace-label-cannot-hold':
      return l10n.t(
        'its label namespace is {0}, and a label cannot hold {1}',
        reason.label,
        reason.namespace,
      );
    case 'namespace-within':
      return l10n.t('{0} lies in the namespace {1}', reason.namespace, reason.limit);
    case 'namespace-limited':
      return l10n.t('it is limited to the namespace {0}', reason.limit);
    case 'namespace-not-known':
      return l10n.t(
        'it is limited to the namespace {0}, and the namespace is known only at run time',
        reason.limit,
      );
    case 'nested-names-not-documented':
      return l10n.t('Kestra does not document the names of secrets in nested folders');
  }
}

function lackingTags(word: string, [first = '', second]: readonly string[]): string {
  return second === undefined
    ? l10n.t('Kestra did not create it, as it has no {0} {1}', word, first)
    : l10n.t('Kestra did not create it, as it has neither the {0} {1} nor {2}', word, first, second);
}

function differenceClause(word: string, { tag, has, wanted }: TagDifference): string {
  if (wanted === null) return l10n.t('it has no {0} {1}', word, tag);
  return has === null
    ? l10n.t('it has no {0} {1}, the filter wants {2}', word, tag, wanted)
    : l10n.t('its {0} {1} is {2}, the filter wants {3}', word, tag, has, wanted);
}
