import { relaxedName } from '../names.ts';
import type { Setting, SettingValue } from '../settings.ts';
import { originAt, type SourceText } from '../text/source-text.ts';
import type { HclAttribute, HclValue } from './hcl.ts';
import type { KestraResource } from './resources.ts';

/** A manager as a resource sets it. */
export interface ResourceManager {
  /** By the names that the setting of the folder has for them: `namespace`, `tenant`, `secret-type` and so on. */
  readonly settings: readonly Setting[];
  /** Whether Terraform works out parts of it, such as all of its configuration. */
  readonly partial: boolean;
  /** Whom it serves, where Terraform works out the name; left out: the settings say it. */
  readonly serves?: ServedLater;
}

/** A namespace or a tenant whose name is not known here. */
export interface ServedLater {
  readonly level: 'namespace' | 'tenant';
  /** Of the resource, such as `kestra_namespace.shipping`. */
  readonly address: string;
}

const scopes: Readonly<
  Record<string, { readonly key: string; readonly level: ServedLater['level'] } | undefined>
> = {
  kestra_namespace: { key: 'namespace_id', level: 'namespace' },
  kestra_tenant: { key: 'tenant_id', level: 'tenant' },
};

const taken = ['secret_type', 'secret_read_only', 'secret_configuration'];

/** The managers that Terraform sets, in the order of the resources. */
export function resourceManagers(resources: readonly KestraResource[]): readonly ResourceManager[] {
  return resources.flatMap((resource): readonly ResourceManager[] => {
    const { source, kind, name, attributes } = resource;
    const scope = scopes[kind];
    if (scope === undefined) return [];
    const { key, level } = scope;
    const settings = attributes.flatMap((attribute) => {
      const called = attribute.key === key ? level : relaxedName(attribute.key);
      if (attribute.key === 'secret_type' && attribute.value.kind === 'other') {
        return typeLater(source, attribute, `${kind}.${name}`);
      }
      return attribute.key === key || taken.includes(attribute.key)
        ? settingsAt(source, attribute, [called], 0)
        : [];
    });
    const value = attributes.find((attribute) => attribute.key === key)?.value;
    if (value === undefined || !settings.some(({ names: [first] }) => first === 'secret-type')) return [];
    const configuration = attributes.find((attribute) => attribute.key === 'secret_configuration');
    if (value.kind === 'text') return [{ settings, partial: configuration?.value.kind === 'other' }];
    return [{ settings, partial: true, serves: { level, address: `${kind}.${name}` } }];
  });
}

/** A type that Terraform works out, which stands for whatever that becomes; none where it is `null`. */
function typeLater(
  source: SourceText,
  { keyRange, value }: HclAttribute,
  address: string,
): readonly Setting[] {
  const { start, end } = value.range;
  if (source.text.slice(start, end) === 'null') return [];
  const origin = originAt(source, value.range);
  return [
    {
      path: ['secret-type'],
      names: ['secret-type'],
      value: { kind: 'template', stretches: [{ text: `\${${address}.secret_type}`, way: [origin] }] },
      origins: [origin],
      source,
      keyPlaces: [keyRange],
      valuePlace: value.range,
    },
  ];
}

const depthLimit = 40;

function settingsAt(
  source: SourceText,
  { keyRange, value }: HclAttribute,
  path: readonly string[],
  depth: number,
  keyPlaces: readonly HclAttribute['keyRange'][] = path.map(() => keyRange),
): readonly Setting[] {
  if (depth > depthLimit) return [];
  if (value.kind === 'object') {
    return value.attributes.flatMap((each) => {
      const parts = each.key.split('.');
      const places = [...keyPlaces, ...parts.map(() => each.keyRange)];
      return settingsAt(source, each, [...path, ...parts], depth + 1, places);
    });
  }
  const origin = originAt(source, value.range);
  return [
    {
      path,
      names: path.map(relaxedName),
      value: valueOf(value, origin),
      origins: [origin],
      source,
      keyPlaces,
      valuePlace: value.range,
    },
  ];
}

function valueOf(
  value: Exclude<HclValue, { readonly kind: 'object' }>,
  origin: Setting['origins'][number],
): SettingValue {
  const text = value.kind === 'other' ? null : value.kind === 'text' ? value.text : value.heredoc.text;
  if (text === null) return { kind: 'template', stretches: [] };
  if (text === '') return { kind: 'empty' };
  return { kind: 'text', text, stretches: [{ text, way: [origin] }] };
}
