import type { Backend, ConfiguredValue } from '../../configuration/index.ts';
import type { Origin } from '../../ports/origin.ts';
import type { RuleOutcome, VisibleSecret } from '../types.ts';

type TagFilter = Readonly<Record<string, ConfiguredValue<string>>> | null;

/**
 * Where the configuration says what a rule compares this secret with: the tag of the filter that decides, the prefix,
 * the variable's definition. null: the rule is none of the configuration (a secret that is deleted), or stands nowhere.
 */
export function ruleOrigin(
  backend: Backend,
  secret: Pick<VisibleSecret, 'tags' | 'origin'>,
  rule: RuleOutcome['rule'],
): Origin | null {
  const { filterOnPrefix, filterOnTags, excludedTags } = backend.filters;
  switch (rule) {
    case 'filter-on-prefix':
      return firstOriginOf(filterOnPrefix?.prefix);
    case 'filter-on-tags':
      return placeOfTag(filterOnTags, (tag, wanted) => secret.tags?.[tag] !== wanted);
    case 'excluded-tags':
      return placeOfTag(excludedTags, (tag, excluded) => secret.tags?.[tag] === excluded);
    case 'prefix-tag':
      return 'prefix' in backend ? firstOriginOf(backend.prefix) : null;
    case 'managed':
      return firstOriginOf(backend.readOnly) ?? backend.sources[0] ?? null;
    case 'not-base64':
      return secret.origin;
    case 'deleted':
    case 'disabled':
    case 'no-version':
    case 'namespace':
    case 'undocumented-rule':
      return null;
  }
}

/** The first tag of a filter that decides; else the first one at all. */
function placeOfTag(filter: TagFilter, decides: (tag: string, value: string) => boolean): Origin | null {
  const tags = Object.entries(filter ?? {});
  const deciding = tags.find(([tag, value]) => value.state === 'known' && decides(tag, value.value));
  return firstOriginOf((deciding ?? tags[0])?.[1]);
}

/** Of a value that came through a placeholder: where the placeholder stands. */
function firstOriginOf(value: ConfiguredValue<unknown> | null | undefined): Origin | null {
  return value?.origins[0] ?? null;
}
