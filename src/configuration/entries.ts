import type { KeyKind, KeyRule } from '../managers/facts.ts';
import { factsOf, factsOfType, isManager, kestraTypeOf } from '../managers/table.ts';
import { configuredText, type Fillings } from './placeholders.ts';
import type { Setting } from './settings.ts';
import type { Backend, ConfigurationEntry, ConfiguredValue, EnvironmentBackend } from './types.ts';
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
  const last = new Map<string, Setting>();
  for (const setting of secret) {
    const [first] = setting.names;
    if (first === 'type' || first === 'read-only' || first === type)
      last.set(setting.names.join('.'), setting);
  }
  const entries = [...last.values()].map((setting) => entryOf(backend.id, type, setting, fillings));
  const inBlock = [...last.values()].filter(({ names }) => names[0] === type);
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
  return definitions.definitions.map(({ variable, encoding, origin }) => ({
    backend: id,
    key: variable,
    credential: true,
    value: 'set',
    known: encoding !== 'not-known',
    reason: encoding === 'not-known' ? 'elsewhere' : null,
    origins: origin === null ? [] : [origin],
  }));
}

function entryOf(backend: string, type: string, setting: Setting, fillings: Fillings): ConfigurationEntry {
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
  };
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
  // An address may hold a password, whatever the key it stands at.
  return kind === 'address' || text.includes('://') ? (showableAddress(text) ?? 'set') : text;
}

function ruleOf(type: string, key: string): KeyRule | undefined {
  if (key === 'read-only') return { key, kind: 'flag', credential: false };
  if (!isManager(type)) return undefined;
  return factsOf(type).keys.find((rule) => {
    const isMap = rule.kind === 'tags' || rule.kind === 'prefix-filter';
    return rule.key === key || (isMap && key.startsWith(`${rule.key}.`));
  });
}

/** The credentials that the chosen login needs and the configuration does not give; `keys`: those of its block. */
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
      known: true,
      reason: null,
      origins: [],
    }));
}
