import type { Backend, ConfiguredValue } from '../../configuration/index.ts';
import type { StoredSecret } from '../../stores/index.ts';
import type { RuleReason, TagDifference } from '../reasons.ts';
import type { RuleOutcome } from '../types.ts';
import { fail, pass, undecidedOutcome } from './outcome.ts';

type Tags = StoredSecret['tags'];
type TagFilter = Readonly<Record<string, ConfiguredValue<string>>>;
/** Why there are no tags where they are not known. */
type WhyNone = Extract<RuleReason['kind'], 'tags-not-read' | 'engine-has-no-tags'>;

/** `filter-on-tags`: every tag must match exactly (Kestra's page; a manager's own filter may match prefixes). */
export function filterOnTagsRule(
  type: Backend['type'],
  filter: TagFilter,
  tags: Tags,
  whyNone: WhyNone,
): RuleOutcome {
  if (tags === null) return undecidedOutcome('filter-on-tags', { kind: whyNone });
  const wrong: TagDifference[] = [];
  let open: string | null = null;
  for (const [tag, wanted] of Object.entries(filter)) {
    const has = Object.hasOwn(tags, tag) ? (tags[tag] ?? null) : null;
    if (wanted.state === 'not-known') {
      if (has === null) wrong.push({ tag, has, wanted: null });
      else open = tag;
    } else if (has !== wanted.value) {
      wrong.push({ tag, has, wanted: wanted.value });
    }
  }
  if (wrong.length > 0) return fail('filter-on-tags', { kind: 'tags-differ', type, tags: wrong });
  if (open !== null) return undecidedOutcome('filter-on-tags', { kind: 'wanted-tag-not-known', tag: open });
  return pass('filter-on-tags', { kind: 'tags-match' });
}

/** `excluded-tags`: one matching tag is enough to hide, whatever the filter says. */
export function excludedTagsRule(
  type: Backend['type'],
  filter: TagFilter,
  tags: Tags,
  whyNone: WhyNone,
): RuleOutcome {
  if (tags === null) return undecidedOutcome('excluded-tags', { kind: whyNone });
  let open: string | null = null;
  for (const [tag, excluded] of Object.entries(filter)) {
    if (!Object.hasOwn(tags, tag)) continue;
    if (excluded.state === 'not-known') open = tag;
    else if (tags[tag] === excluded.value) {
      return fail('excluded-tags', { kind: 'excluded-tag', type, tag, value: excluded.value });
    }
  }
  if (open !== null) return undecidedOutcome('excluded-tags', { kind: 'excluded-tag-not-known', tag: open });
  return pass('excluded-tags', { kind: 'no-excluded-tag' });
}
