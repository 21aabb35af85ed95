import * as l10n from '@vscode/l10n';
import type { Backend, ConfiguredValue } from '../configuration/types.ts';
import type { StoredSecret } from '../stores/contract.ts';
import type { RuleOutcome } from './types.ts';

/** Asks every rule that can hide a secret of this backend; filters work only where it is read-only (Kestra's page). */
export function applyRules(backend: Backend, secret: StoredSecret): RuleOutcome[] {
  const outcomes = [...readable(secret), ...managed(backend), ...filters(backend, secret), ...nested(secret)];
  return backend.partial === true ? [partial(), ...outcomes.map(undecidedIfFailed)] : outcomes;
}

/** Any rule that fails hides; else any that cannot be decided leaves it open. */
export function visibleBy(rules: readonly RuleOutcome[]): boolean | null {
  if (rules.some((outcome) => outcome.result === 'fail')) return false;
  return rules.some((outcome) => outcome.result === 'unknown') ? null : true;
}

/** Of settings that may not be all, neither what hides a secret nor what shows it is certain. */
function undecidedIfFailed(outcome: RuleOutcome): RuleOutcome {
  return outcome.result === 'fail' ? { ...outcome, result: 'unknown' } : outcome;
}

function partial(): RuleOutcome {
  return undecided('undocumented-rule', l10n.t('its configuration could be read only in part'));
}

function readable(secret: StoredSecret): RuleOutcome[] {
  switch (secret.readable) {
    case 'yes':
    case 'unknown':
      return [];
    case 'deleted':
      return [fail('deleted', l10n.t('its newest version is deleted'))];
    case 'disabled':
      return [fail('disabled', l10n.t('it is disabled'))];
    case 'no-version':
      return [fail('no-version', l10n.t('it has no version that can be read'))];
  }
}

function managed(backend: Backend): RuleOutcome[] {
  if (backend.readOnly?.state === 'not-known') {
    return [undecided('managed', l10n.t('whether this backend is read-only is not known here'))];
  }
  if (isReadOnly(backend)) return [];
  return [undecided('managed', l10n.t('without read-only, Kestra sees only the secrets it created itself'))];
}

function filters(backend: Backend, secret: StoredSecret): RuleOutcome[] {
  if (!isReadOnly(backend)) return [];
  const { filterOnTags, excludedTags, unreadable = [] } = backend.filters;
  return [
    ...(filterOnTags === null ? [] : [filterOnTagsRule(filterOnTags, secret.tags)]),
    ...(excludedTags === null ? [] : [excludedTagsRule(excludedTags, secret.tags)]),
    ...unreadable.map((rule) => undecided(rule, l10n.t('the tags of {0} are not known here', rule))),
  ];
}

type Tags = StoredSecret['tags'];
type TagFilter = Readonly<Record<string, ConfiguredValue<string>>>;

/** Every tag must match exactly. */
function filterOnTagsRule(filter: TagFilter, tags: Tags): RuleOutcome {
  if (tags === null) return undecided('filter-on-tags', l10n.t('its tags could not be read'));
  const wrong: string[] = [];
  let open: string | null = null;
  for (const [tag, wanted] of Object.entries(filter)) {
    const has = Object.hasOwn(tags, tag) ? tags[tag] : undefined;
    if (wanted.state === 'not-known') {
      if (has === undefined) wrong.push(l10n.t('it has no tag {0}', tag));
      else open = l10n.t('the value of {0} in the filter is not known here', tag);
    } else if (has === undefined) {
      wrong.push(l10n.t('it has no tag {0}, which must be {1}', tag, wanted.value));
    } else if (has !== wanted.value) {
      wrong.push(l10n.t('{0} is {1}, not {2}', tag, has, wanted.value));
    }
  }
  if (wrong.length > 0) return fail('filter-on-tags', wrong.join('; '));
  if (open !== null) return undecided('filter-on-tags', open);
  return pass('filter-on-tags', l10n.t('it has every tag of the filter'));
}

/** One matching tag is enough to hide. */
function excludedTagsRule(filter: TagFilter, tags: Tags): RuleOutcome {
  if (tags === null) return undecided('excluded-tags', l10n.t('its tags could not be read'));
  let open: string | null = null;
  for (const [tag, excluded] of Object.entries(filter)) {
    if (!Object.hasOwn(tags, tag)) continue;
    if (excluded.state === 'not-known') {
      open = l10n.t('the value of {0} in the exclusion is not known here', tag);
    } else if (tags[tag] === excluded.value) {
      return fail('excluded-tags', l10n.t('{0} is {1}', tag, excluded.value));
    }
  }
  if (open !== null) return undecided('excluded-tags', open);
  return pass('excluded-tags', l10n.t('it has none of the excluded tags'));
}

/** How Kestra names a secret in a nested folder is not documented. */
function nested(secret: StoredSecret): RuleOutcome[] {
  if (!secret.name.includes('/')) return [];
  return [
    undecided('undocumented-rule', l10n.t('how Kestra names secrets in nested folders is not documented')),
  ];
}

/** Whether Kestra only reads this backend; the environment always is. */
export function isReadOnly(backend: Backend): boolean {
  return backend.type === 'env' || (backend.readOnly?.state === 'known' && backend.readOnly.value);
}

function pass(rule: RuleOutcome['rule'], detail: string): RuleOutcome {
  return { rule, result: 'pass', detail };
}

function fail(rule: RuleOutcome['rule'], detail: string): RuleOutcome {
  return { rule, result: 'fail', detail };
}

function undecided(rule: RuleOutcome['rule'], detail: string): RuleOutcome {
  return { rule, result: 'unknown', detail };
}
