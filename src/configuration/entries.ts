import { holdsMap, readOnlyRule, type KeyKind, type KeyRule } from '../managers/facts.ts';
import { factsOf, factsOfType, isManager, kestraTypeOf } from '../managers/table.ts';
import { configuredText, type Fillings } from './placeholders.ts';
import { keyPlaceOf, type Setting } from './settings.ts';
import type {
  Backend,
  ConfigurationEntry,
  ConfiguredValue,
  EnvironmentBackend,
  FilePlace,
  ValueSource,
} from './types.ts';
import { showableAddress } from './values.ts';

/**
 * What each key of a backend became, for people. Of a credential only whether it is set. `secret`: what stands below
 * `kestra.secret`.
 */
export function configurationEntries(
  backend: Backend | null,
  secret: readonly Setting[],
  fillings: Fillings,
): readonly ConfigurationEntry[] {
  if (backend === null) return [];
  const type = kestraTypeOf(backend);
  const byKey = new Map<string, KeySettings>();
  for (const setting of secret) {
    const [first] = setting.names;
    if (first !== 'type' && first !== 'read-only' && first !== type) continue;
    const key = setting.names.join('.');
    const before = byKey.get(key);
    byKey.set(key, {
      setting,
      replaced: before === undefined ? [] : [...before.replaced, before.setting],
    });
  }
  const found = [...byKey.values()];
  const entries = found.map((each) => entryOf(backend.id, type, each, fillings));
  const inBlock = found.map(({ setting }) => setting).filter(({ names }) => names[0] === type);
  return [
    ...entries,
    ...unsetCredentials(
      backend,
      inBlock.map(({ names }) => names.slice(1).join('.')),
    ),
  ];
}

/** The `SECRET_*` variables, each of them a credential. */
export function environmentEntries({ id, definitions }: EnvironmentBackend): readonly ConfigurationEntry[] {
  return definitions.definitions.map(({ variable, encoding, origin, through = [] }) => ({
    backend: id,
    key: variable,
    credential: true,
    value: 'set',
    known: encoding !== 'not-known',
    reason: encoding === 'not-known' ? 'elsewhere' : null,
    origins: origin === null ? [] : [origin, ...through],
  }));
}

/** What sets one key. */
interface KeySettings {
  /** The one that counts. */
  readonly setting: Setting;
  /** Those before it. */
  readonly replaced: readonly Setting[];
}

function entryOf(
  backend: string,
  type: string,
  { setting, replaced }: KeySettings,
  fillings: Fillings,
): ConfigurationEntry {
  const inBlock = setting.names[0] === type;
  const names = inBlock ? setting.names.slice(1) : setting.names;
  const rule = inBlock ? ruleOf(type, names.join('.')) : undefined;
  // A tag's name counts letter by letter, so it is shown as written.
  const key =
    rule?.kind === 'tags' ? [...names.slice(0, 1), ...setting.path.slice(2)].join('.') : names.join('.');
  // What is not known to be harmless is not shown: `token: abc` in the wrong place is a token all the same.
  const credential = inBlock && rule?.credential !== false;
  const value = configuredText(setting, fillings, { isCredential: credential });
  return {
    backend,
    key,
    credential,
    value: shownValue(value, credential, rule?.kind ?? 'text'),
    known: value?.state !== 'not-known',
    reason: value?.state === 'not-known' ? value.reason : null,
    origins: value?.origins ?? setting.origins,
    ...(value?.defaults === undefined ? {} : { defaults: value.defaults }),
    ...sourcesOf(value),
    ...(rule?.variable === undefined ? {} : writtenPlacesOf(value)),
    ...(replaced.length === 0 ? {} : { replaced: replaced.flatMap(({ origins }) => origins.slice(0, 1)) }),
    places: [...replaced, setting].flatMap(placesOf),
  };
}

/** Each place once in which text of a value is written, where that is not the value's own. */
function sourcesOf(value: ConfiguredValue<string> | null): Pick<ConfigurationEntry, 'sources'> {
  const [own] = value?.origins ?? [];
  if (value === null || own === undefined) return {};
  const [defaultOf] = value.defaults ?? [];
  // Without pieces all of it is written at its own place, a default too.
  const pieces = value.pieces ?? (defaultOf === undefined ? [] : [{ text: '', way: [own], defaultOf }]);
  const sources = new Map<string, ValueSource>();
  for (const { way, defaultOf: name } of pieces) {
    if (way.length <= 1 && name === undefined) continue;
    const key = JSON.stringify([way.map(({ file, range }) => [file, range.start]), name]);
    sources.set(key, name === undefined ? { way } : { way, defaultOf: name });
  }
  return sources.size === 0 ? {} : { sources: [...sources.values()].slice(0, sourceLimit) };
}

/** Where the characters of a known value stand; of an empty one nowhere. */
function writtenPlacesOf(value: ConfiguredValue<string> | null): Pick<ConfigurationEntry, 'writtenAt'> {
  if (value?.state !== 'known') return {};
  const pieces = value.pieces ?? [{ text: value.value, way: value.origins.slice(0, 1) }];
  const places = pieces.flatMap(({ text, way }) => (text.trim() === '' ? [] : way.slice(-1)));
  const once = new Map(places.map((place) => [`${place.range.start} ${place.file}`, place]));
  return once.size === 0 ? {} : { writtenAt: [...once.values()].slice(0, sourceLimit) };
}

/** More places than anybody would be taken to. */
const sourceLimit = 16;

function placesOf(setting: Setting): readonly FilePlace[] {
  const { file } = setting.source;
  return [keyPlaceOf(setting), setting.valuePlace].map((range) => ({ file, range }));
}

function shownValue(
  value: ConfiguredValue<string> | null,
  credential: boolean,
  kind: KeyKind,
): string | null {
  if (credential)
    return value === null || (value.state === 'known' && value.value === '') ? 'not set' : 'set';
  if (value === null) return null;
  const text =
    value.state === 'known'
      ? value.value
      : value.parts.map((part) => ('text' in part ? part.text : `\${${part.variable}}`)).join('');
  if (text.trim() === '') return null;
  // An address may hold a password, whatever the key it stands at.
  return kind === 'address' || text.includes('://') ? (showableAddress(text) ?? 'set') : text;
}

function ruleOf(type: string, key: string): KeyRule | undefined {
  if (key === readOnlyRule.key) return readOnlyRule;
  if (!isManager(type)) return undefined;
  return factsOf(type).keys.find(
    (rule) => rule.key === key || (holdsMap(rule) && key.startsWith(`${rule.key}.`)),
  );
}

/** The credentials that the chosen login needs and the configuration does not give; `keys`: those of its block. */
/** What is out of sight may set them. */
function unsetCredentials(backend: Backend, keys: readonly string[]): readonly ConfigurationEntry[] {
  const has = (key: string) => keys.some((each) => each === key || each.startsWith(`${key}.`));
  const needed = factsOfType(backend.type)?.neededCredentials(has) ?? [];
  return needed
    .filter((key) => !keys.includes(key))
    .map((key) => ({
      backend: backend.id,
      key,
      credential: true,
      value: 'not set',
      known: backend.partial !== true,
      reason: backend.partial === true ? 'elsewhere' : null,
      origins: [],
    }));
}
