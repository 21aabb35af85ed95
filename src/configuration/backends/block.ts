import { factsOf, type Manager } from '../../managers/table.ts';
import { configuredText, type Fillings } from '../placeholders.ts';
import { below, settingOf, type Setting } from '../settings.ts';
import type { ConfiguredValue, PrefixFilter, TagFilterKey } from '../types.ts';
import { convertValue, readDuration, readFlag, readInteger } from '../values.ts';

type Tags = Readonly<Record<string, ConfiguredValue<string>>>;

const tagFilterKeys: readonly TagFilterKey[] = ['filter-on-tags', 'excluded-tags'];

/** A backend's block of the configuration, read key by key. What is not set, or not readable, is null. */
export interface Block {
  readonly settings: readonly Setting[];
  text(key: string): ConfiguredValue<string> | null;
  /**
   * Whatever stands there, also what is no address, or nothing: the manager's own address would be asked in place of what
   * is left out. null: the key is not there.
   */
  address(key: string): ConfiguredValue<string> | null;
  flag(key: string): ConfiguredValue<boolean> | null;
  integer(key: string): ConfiguredValue<number> | null;
  /** Milliseconds. */
  duration(key: string): ConfiguredValue<number> | null;
  /** A map of tags, flat or below `tags`. */
  tags(key: TagFilterKey): Tags | null;
  /** Those of the tag filters that are set and cannot be read as a map. */
  unreadableTags(): readonly TagFilterKey[];
  prefixFilter(key: string): PrefixFilter | null;
  /** Whether anything stands below `key`. */
  has(key: string): boolean;
}

export function readBlock(manager: Manager, settings: readonly Setting[], fillings: Fillings): Block {
  const text = (key: string): ConfiguredValue<string> | null => {
    const setting = settingOf(settings, key);
    const isCredential = factsOf(manager).keys.some((rule) => rule.key === key && rule.credential);
    const value = setting === null ? null : configuredText(setting, fillings, { isCredential });
    // An empty text is as good as not set.
    return value?.state === 'known' && value.value === '' ? null : value;
  };
  const as = <T>(key: string, convert: (text: string) => T | null): ConfiguredValue<T> | null => {
    const value = text(key);
    return value === null ? null : convertValue(value, convert);
  };
  const { tagFilter } = factsOf(manager);
  return {
    settings,
    text,
    address(key) {
      const setting = settingOf(settings, key);
      if (setting !== null) return text(key) ?? { state: 'known', value: '', origins: setting.origins };
      // A map where a text should be.
      const [part] = below(settings, key);
      if (part === undefined) return null;
      return { state: 'not-known', reason: 'template', parts: [], origins: part.origins };
    },
    flag: (key) => as(key, readFlag),
    integer: (key) => as(key, readInteger),
    duration: (key) => as(key, readDuration),
    tags: (key) => readTags(below(settings, key), fillings, tagFilter),
    unreadableTags: () =>
      tagFilterKeys.filter((key) =>
        below(settings, key).some((setting) => isNoMap(setting, fillings, tagFilter)),
      ),
    prefixFilter(key) {
      const whole = settingOf(settings, key);
      // A text or a list where the map should be: what it hides is not known.
      if (whole !== null && whole.value.kind !== 'empty') {
        const prefix = { state: 'not-known', reason: 'template', parts: [], origins: whole.origins } as const;
        return { prefix, keepPrefix: null };
      }
      const prefix = text(`${key}.prefix`);
      return prefix === null ? null : { prefix, keepPrefix: as(`${key}.keep-prefix`, readFlag) };
    },
    has: (key) => below(settings, ...key.split('.')).length > 0,
  };
}

/** Whether the tags stand below a further `tags`, as AWS, Azure and Google have it. */
export function isNested(tags: readonly Setting[]): boolean {
  return tags.some(({ names }) => names[0] === 'tags' && names.length > 1);
}

/** Whether something stands where a map of tags must be: a text, a list, a placeholder for all of the map. */
function isNoMap(setting: Setting, fillings: Fillings, tagFilter: 'nested' | 'flat'): boolean {
  const { names, value } = setting;
  if (names.length === 0 || isList(value)) return true;
  if (!isTags(setting) || value.kind === 'empty') return false;
  // Beside a map of tags below `tags` there is no tag of that name.
  return tagFilter === 'nested' || configuredText(setting, fillings)?.state === 'not-known';
}

function isTags({ names }: Setting): boolean {
  return names.length === 1 && names[0] === 'tags';
}

function isList(value: Setting['value']): boolean {
  return value.kind !== 'empty' && value.list === true;
}

function readTags(all: readonly Setting[], fillings: Fillings, tagFilter: 'nested' | 'flat'): Tags | null {
  const settings = all.filter(
    // `tags:` without any is as good as not set.
    (setting) =>
      !isNoMap(setting, fillings, tagFilter) && !(isTags(setting) && setting.value.kind === 'empty'),
  );
  const nested = isNested(settings);
  const tags = nested ? settings.filter(({ names }) => names[0] === 'tags' && names.length > 1) : settings;
  if (tags.length === 0) return null;
  return Object.fromEntries(
    tags.map((setting) => [
      setting.path.slice(nested ? 1 : 0).join('.'),
      configuredText(setting, fillings) ?? {
        state: 'known',
        value: '',
        origins: setting.origins,
      },
    ]),
  );
}
