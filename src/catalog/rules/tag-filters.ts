import * as l10n from '@vscode/l10n';
import type { ConfiguredValue } from '../../configuration/types.ts';
import type { StoredSecret } from '../../stores/contract.ts';
import type { RuleOutcome } from '../types.ts';
import { tagWord } from './labels.ts';
import { fail, pass, undecided } from './outcome.ts';

type Tags = StoredSecret['tags'];
type TagFilter = Readonly<Record<string, ConfiguredValue<string>>>;

function notRead(): string {
  return l10n.t('its tags could not be read');
}

/**
 * `filter-on-tags`: every tag must match exactly (Kestra's page; a manager's own filter may match prefixes). `whyNone`
 * says why there are no tags where they are not known, and `word` what the manager calls them.
 */
export function filterOnTagsRule(
  filter: TagFilter,
  tags: Tags,
  whyNone = notRead(),
  word = tagWord(''),
): RuleOutcome {
  if (tags === null) return undecided('filter-on-tags', whyNone);
  const wrong: string[] = [];
  let open: string | null = null;
  for (const [tag, wanted] of Object.entries(filter)) {
    const has = Object.hasOwn(tags, tag) ? tags[tag] : undefined;
    if (wanted.state === 'not-known') {
      if (has === undefined) wrong.push(l10n.t('it has no {0} {1}', word, tag));
      else open = l10n.t('the value of {0} in the filter is not known here', tag);
    } else if (has === undefined) {
      wrong.push(l10n.t('it has no {0} {1}, the filter wants {2}', word, tag, wanted.value));
    } else if (has !== wanted.value) {
      wrong.push(l10n.t('its {0} {1} is {2}, the filter wants {3}', word, tag, has, wanted.value));
    }
  }
  if (wrong.length > 0) return fail('filter-on-tags', wrong.join('; '));
  if (open !== null) return undecided('filter-on-tags', open);
  return pass('filter-on-tags', l10n.t('all tags of filter-on-tags match'));
}

/** `excluded-tags`: one matching tag is enough to hide, whatever the filter says. */
export function excludedTagsRule(
  filter: TagFilter,
  tags: Tags,
  whyNone = notRead(),
  word = tagWord(''),
): RuleOutcome {
  if (tags === null) return undecided('excluded-tags', whyNone);
  let open: string | null = null;
  for (const [tag, excluded] of Object.entries(filter)) {
    if (!Object.hasOwn(tags, tag)) continue;
    if (excluded.state === 'not-known') {
      open = l10n.t('the value of {0} in the exclusion is not known here', tag);
    } else if (tags[tag] === excluded.value) {
      return fail(
        'excluded-tags',
        l10n.t('its {0} {1} is {2}, which is excluded', word, tag, excluded.value),
      );
    }
  }
  if (open !== null) return undecided('excluded-tags', open);
  return pass('excluded-tags', l10n.t('no tag of excluded-tags matches'));
}
