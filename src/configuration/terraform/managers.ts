import type { KindSearch } from '../kinds/kind.ts';
import { relaxedName } from '../names.ts';
import type { FileReading } from '../reading.ts';
import type { Setting, SettingValue } from '../settings.ts';
import { originAt, wholeFile, type SourceText } from '../text/source-text.ts';
import { blocksIn, type HclAttribute, type HclValue } from './hcl.ts';

/** What Terraform's files are found under. */
export const terraformKind = 'terraform';

/** Files that set the manager of a namespace or a tenant. */
export const terraformSearch: KindSearch = {
  mayBe: (path) => path.endsWith('.tf'),
  marksIn: (text) => (/"kestra_(?:namespace|tenant)"/.test(text) && text.includes('secret_type') ? [] : null),
};

/** A manager as a resource sets it. */
export interface ResourceManager {
  /** By the names that the setting of the folder has for them: `namespace`, `tenant`, `secret-type` and so on. */
  readonly settings: readonly Setting[];
  /** Whether Terraform works out parts of it, such as all of its configuration. */
  readonly partial: boolean;
}

const resources: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  kestra_namespace: { namespace_id: 'namespace' },
  kestra_tenant: { tenant_id: 'tenant' },
};

const taken = ['secret_type', 'secret_read_only', 'secret_configuration'];

/** The managers that Terraform sets in the folder, the nearest file first; those whose namespace it works out are left out. */
export async function resourceManagers(reading: FileReading): Promise<readonly ResourceManager[]> {
  const found: ResourceManager[] = [];
  for (const { path } of reading.found(terraformKind)) {
    const text = await reading.text(path);
    if (text === null) continue;
    const source = wholeFile(path, text);
    for (const { type, labels, attributes } of blocksIn(text)) {
      const names = resources[labels[0] ?? ''];
      if (type !== 'resource' || names === undefined) continue;
      const settings = attributes.flatMap((attribute) => {
        const { key } = attribute;
        const name = names[key] ?? (taken.includes(key) ? relaxedName(key) : null);
        return name === null ? [] : settingsAt(source, attribute, [name], 0);
      });
      const isKnown = settings.some(
        ({ names: [first], value }) => (first === 'namespace' || first === 'tenant') && value.kind === 'text',
      );
      if (!isKnown || !settings.some(({ names: [first] }) => first === 'secret-type')) continue;
      const configuration = attributes.find(({ key }) => key === 'secret_configuration');
      found.push({ settings, partial: configuration?.value.kind === 'other' });
    }
  }
  return found;
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
