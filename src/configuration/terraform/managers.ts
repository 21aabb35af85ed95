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
}

const scopes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  kestra_namespace: { namespace_id: 'namespace' },
  kestra_tenant: { tenant_id: 'tenant' },
};

const taken = ['secret_type', 'secret_read_only', 'secret_configuration'];

/** The managers that Terraform sets, in the order of the resources; those whose namespace it works out are left out. */
export function resourceManagers(resources: readonly KestraResource[]): readonly ResourceManager[] {
  return resources.flatMap(({ source, kind, attributes }) => {
    const names = scopes[kind];
    if (names === undefined) return [];
    const settings = attributes.flatMap((attribute) => {
      const { key } = attribute;
      const name = names[key] ?? (taken.includes(key) ? relaxedName(key) : null);
      return name === null ? [] : settingsAt(source, attribute, [name], 0);
    });
    const isKnown = settings.some(
      ({ names: [first], value }) => (first === 'namespace' || first === 'tenant') && value.kind === 'text',
    );
    if (!isKnown || !settings.some(({ names: [first] }) => first === 'secret-type')) return [];
    const configuration = attributes.find(({ key }) => key === 'secret_configuration');
    return [{ settings, partial: configuration?.value.kind === 'other' }];
  });
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
  if (value.kind === 'other') return { kind: 'template', stretches: [] };
  if (value.text === '') return { kind: 'empty' };
  return { kind: 'text', text: value.text, stretches: [{ text: value.text, way: [origin] }] };
}
