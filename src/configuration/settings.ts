import { relaxedName } from './names.ts';
import type { Origin } from '../ports/origin.ts';
import type { Variable } from './variables.ts';
import type { TextRange } from '../ports/text.ts';
import {
  originAt,
  originsOf,
  placeInFile,
  throughOf,
  wholeFile,
  type SourceText,
} from './text/source-text.ts';
import { stretchesOf, stretchesText, type Stretch } from './text/stretches.ts';
import {
  entriesOf,
  isListNode,
  isMapNode,
  itemsOf,
  scalarOf,
  scalarSource,
  spend,
  writtenText,
  type YamlEntry,
  type YamlNode,
} from './yaml/nodes.ts';

/** What stands at a key, before its placeholders are filled. */
export type SettingValue =
  | {
      readonly kind: 'text';
      readonly text: string;
      /** The text, each stretch with the way it came, which begins at the setting's own place. */
      readonly stretches: readonly Stretch[];
      readonly plain: boolean;
    }
  /** Nothing, or `null`: as good as not set. */
  | { readonly kind: 'empty' }
  /**
   * A map or list where a text is expected, a custom tag, `{{ … }}`: the value is made by another tool. Without text: a
   * quote is not closed.
   */
  | { readonly kind: 'template'; readonly stretches: readonly Stretch[] };

/** One key of a configuration with its value, as one file (or variable) sets it. */
export interface Setting {
  /** Its parts as written, dotted keys taken apart. */
  readonly path: readonly string[];
  /** The parts as Kestra compares them. */
  readonly names: readonly string[];
  readonly value: SettingValue;
  /** Of the value; the first one is its own place. */
  readonly origins: readonly Origin[];
  /** The file that sets it. */
  readonly source: SourceText;
  /** In the file: each part of the path, and the value (the key where there is none). */
  readonly keyPlaces: readonly TextRange[];
  readonly valuePlace: TextRange;
}

interface KeyPath {
  readonly path: readonly string[];
  readonly places: readonly TextRange[];
}

const noPath: KeyPath = { path: [], places: [] };
const depthLimit = 40;

/** Every key below `root`, in the order of the text; of equal ones the last counts. */
export function settingsOf(root: YamlNode, above: KeyPath = noPath): readonly Setting[] {
  if (above.path.length > depthLimit) return [];
  return entriesOf(root).flatMap((entry) => {
    if (!spend(root.yaml)) return [];
    const here = extendPath(above, entry);
    if (isMapNode(entry.value) && entriesOf(entry.value).length > 0 && !isTemplate(entry.value)) {
      return settingsOf(entry.value, here);
    }
    return [settingAt(here, entry)];
  });
}

/** A key that an environment variable sets. */
export function variableSetting(names: readonly string[], { text, stretches, origins }: Variable): Setting {
  const [origin] = origins;
  const place = origin?.range ?? { start: 0, end: 0 };
  return {
    path: names,
    names,
    value: text === '' ? { kind: 'empty' } : { kind: 'text', text, stretches, plain: false },
    origins,
    source: wholeFile(origin?.file ?? '', ''),
    keyPlaces: names.map(() => place),
    valuePlace: place,
  };
}

/** The settings below `prefix` (in Kestra's spelling), with the rest of their paths. */
export function below(settings: readonly Setting[], ...prefix: readonly string[]): readonly Setting[] {
  return settings
    .filter((setting) => prefix.every((name, index) => setting.names[index] === name))
    .map((setting) => ({
      ...setting,
      path: setting.path.slice(prefix.length),
      names: setting.names.slice(prefix.length),
      keyPlaces: setting.keyPlaces.slice(prefix.length),
    }))
    .filter((setting) => setting.names.length > 0 || setting.value.kind !== 'empty');
}

/** The last setting of each key; a configuration's settings never change, and may be many. */
const byKey = new WeakMap<readonly Setting[], ReadonlyMap<string, Setting>>();

/** The last setting of exactly this key. */
export function settingOf(settings: readonly Setting[], key: string): Setting | null {
  const known = byKey.get(settings) ?? new Map(settings.map((setting) => [setting.names.join('.'), setting]));
  byKey.set(settings, known);
  return known.get(key) ?? null;
}

/** The place of the last part of a setting's key. */
export function keyPlaceOf(setting: Setting): TextRange {
  return setting.keyPlaces.at(-1) ?? setting.valuePlace;
}

function extendPath(above: KeyPath, entry: YamlEntry): KeyPath {
  const parts = entry.key.split('.');
  return {
    path: [...above.path, ...parts],
    places: [...above.places, ...partPlaces(entry, parts)],
  };
}

/** The place of each part of a dotted key; the whole key's where it is written in an unusual way. */
function partPlaces({ key, keyRange, value }: YamlEntry, parts: readonly string[]): readonly TextRange[] {
  const { source } = value.yaml;
  const start = source.text.indexOf(key, keyRange.start);
  const written = start !== -1 && start + key.length <= keyRange.end;
  if (!written || parts.length === 1) return parts.map(() => placeInFile(source, keyRange));
  let at = start;
  return parts.map((part) => {
    const place = placeInFile(source, { start: at, end: at + part.length });
    at += part.length + 1;
    return place;
  });
}

function settingAt({ path, places }: KeyPath, entry: YamlEntry): Setting {
  const { source } = entry.value.yaml;
  const { range } = entry.value;
  const shown = range.end > range.start ? range : entry.keyRange;
  return {
    path,
    names: path.map(relaxedName),
    value: settingValueOf(entry.value),
    origins: originsOf(source, shown),
    source,
    keyPlaces: places,
    valuePlace: placeInFile(source, shown),
  };
}

function settingValueOf(node: YamlNode): SettingValue {
  const scalar = scalarOf(node);
  if (scalar !== null) {
    const stretches = scalarStretches(node);
    if (scalar.tagged || isTemplateText(scalar.text)) return { kind: 'template', stretches };
    if (scalar.plain && /^(?:|~|null|Null|NULL)$/.test(scalar.text)) return { kind: 'empty' };
    return { kind: 'text', text: scalar.text, stretches, plain: scalar.plain };
  }
  const items = isListNode(node) ? itemsOf(node) : [];
  const scalars = items.filter((item) => scalarOf(item)?.tagged === false);
  if (scalars.length > 0 && scalars.length === items.length) {
    const comma = { text: ',', way: [ownPlace(node)] };
    const [, ...stretches] = scalars.flatMap((item) => [comma, ...scalarStretches(item)]);
    return { kind: 'text', text: stretchesText(stretches), stretches, plain: false };
  }
  if (!isTemplate(node) && (isMapNode(node) || isListNode(node))) return { kind: 'empty' };
  const through = throughOf(node.yaml.source, node.range);
  return { kind: 'template', stretches: [{ text: writtenText(node), way: [ownPlace(node), ...through] }] };
}

function scalarStretches(node: YamlNode): readonly Stretch[] {
  const own = ownPlace(node);
  const text = scalarOf(node)?.text ?? '';
  // Most texts stand in the file as they are: there is no way to follow.
  const isWritten = throughOf(node.yaml.source, node.range).length === 0;
  const source = isWritten ? null : scalarSource(node);
  return source === null ? [{ text, way: [own] }] : stretchesOf(source, own);
}

function ownPlace({ yaml, range }: YamlNode): Origin {
  return originAt(yaml.source, placeInFile(yaml.source, range));
}

/** `{{ x }}` without quotes is a map in a map to a YAML reader. */
function isTemplate(node: YamlNode): boolean {
  return writtenText(node).startsWith('{{');
}

/** Text that Helm, Ansible or sops replaces before Kestra sees it. */
export function isTemplateText(text: string): boolean {
  return /\{\{|\{%|^ENC\[|^encrypted:|<%/.test(text);
}
