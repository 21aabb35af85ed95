import { relaxedName } from './names.ts';
import type { Origin } from '../ports/origin.ts';
import type { Variable } from './variables.ts';
import type { TextRange } from '../ports/text.ts';
import {
  isAsWritten,
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
  type YamlScalar,
} from './yaml/nodes.ts';

/** What stands at a key, before its placeholders are filled. */
export type SettingValue =
  | {
      readonly kind: 'text';
      readonly text: string;
      /** The text, each stretch with the way it came, which begins at the setting's own place. */
      readonly stretches: readonly Stretch[];
      /** Whether it stands without quotes and says something else to Micronaut's reader than what is written. */
      readonly reread?: true;
      /** Whether it is a list, whose texts are joined by commas. */
      readonly list?: true;
    }
  /** Nothing, or `null`: as good as not set. */
  | { readonly kind: 'empty' }
  /**
   * A map or list where a text is expected, a custom tag, `{{ … }}`: the value is made by another tool. Without text: a
   * quote is not closed.
   */
  | { readonly kind: 'template'; readonly stretches: readonly Stretch[]; readonly list?: true };

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

/** A key that stands once more in its map, further down, so that all that is below it does not count. */
export interface RepeatedKey {
  readonly path: readonly string[];
  readonly names: readonly string[];
  readonly source: SourceText;
  readonly place: TextRange;
}

/**
 * Every key below `root`, in the order of the text. Of equal keys of one map the last counts alone, with all below it; of
 * keys that are equal once their dots are taken apart the last counts, one by one (Micronaut: YamlPropertySourceLoader).
 */
export function settingsOf(
  root: YamlNode,
  onRepeated: (repeated: RepeatedKey) => void = () => undefined,
  above: KeyPath = noPath,
): readonly Setting[] {
  if (above.path.length > depthLimit) return [];
  return countingEntries(root, (entry) => {
    const { path, places } = extendPath(above, entry);
    const { source } = entry.value.yaml;
    onRepeated({
      path,
      names: path.map(relaxedName),
      source,
      place: places.at(-1) ?? placeInFile(source, entry.keyRange),
    });
  }).flatMap((entry) => {
    if (!spend(root.yaml)) return [];
    const here = extendPath(above, entry);
    const map = mapIn(entry.value, here.path);
    return map === null ? [settingAt(here, entry)] : settingsOf(map, onRepeated, here);
  });
}

/** The last of equal entries, with their keys as Micronaut's reader has them. */
function countingEntries(root: YamlNode, onRepeated: (entry: YamlEntry) => void): readonly YamlEntry[] {
  const last = new Map<string, YamlEntry>();
  for (const entry of entriesOf(root)) {
    const key = (entry.keyPlain ? root.yaml.readPlain(entry.key) : null) ?? entry.key;
    const earlier = last.get(key);
    if (earlier !== undefined && !earlier.merged) onRepeated(earlier);
    // So that it stands where the last one does.
    last.delete(key);
    last.set(key, { ...entry, key });
  }
  return [...last.values()];
}

/** What stands below a key; null: a value. A list of one map is that map where a map of tags is expected. */
function mapIn(value: YamlNode, path: readonly string[]): YamlNode | null {
  const [only, ...others] = isTagsKey(path) && isListNode(value) ? itemsOf(value) : [];
  const map = only !== undefined && others.length === 0 ? only : value;
  return isMapNode(map) && entriesOf(map).length > 0 && !isTemplate(map) ? map : null;
}

function isTagsKey(path: readonly string[]): boolean {
  const names = path.map(relaxedName);
  const name = names.at(-1) === 'tags' ? names.at(-2) : names.at(-1);
  return name === 'filter-on-tags' || name === 'excluded-tags';
}

/** A key that an environment variable sets. */
export function variableSetting(
  names: readonly string[],
  { name, text, stretches, origins, elsewhere }: Variable,
): Setting {
  const [origin] = origins;
  const place = origin?.range ?? { start: 0, end: 0 };
  const variableValue = (): SettingValue => {
    if (elsewhere === true) return { kind: 'template', stretches: [{ text: `\${${name}}`, way: [] }] };
    return text === '' ? { kind: 'empty' } : { kind: 'text', text, stretches };
  };
  return {
    path: names,
    names,
    value: variableValue(),
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
    if (scalar.tagged || isTemplateText(scalar.text)) {
      return { kind: 'template', stretches: scalarStretches(node) };
    }
    return readScalar(node, scalar);
  }
  if (isListNode(node)) return readList(node);
  if (!isTemplate(node) && isMapNode(node)) return { kind: 'empty' };
  return { kind: 'template', stretches: writtenStretches(node) };
}

/** What stands in a scalar that no other tool replaces. */
function readScalar(node: YamlNode, { text, plain, typed }: YamlScalar): SettingValue {
  const read = plain && !typed ? node.yaml.readPlain(text) : text;
  if (read === null) return { kind: 'empty' };
  if (read === text) return { kind: 'text', text, stretches: scalarStretches(node) };
  return { kind: 'text', text: read, stretches: [{ text: read, way: [ownPlace(node)] }], reread: true };
}

/** A list of texts is one text with commas, as Micronaut has it; one without any is as good as not set. */
function readList(node: YamlNode): SettingValue {
  const items = itemsOf(node);
  if (items.length === 0) return { kind: 'empty' };
  const stretches: Stretch[] = [];
  for (const [index, item] of items.entries()) {
    const scalar = scalarOf(item);
    if (scalar === null || scalar.tagged) {
      return { kind: 'template', stretches: writtenStretches(node), list: true };
    }
    if (index > 0) stretches.push({ text: ',', way: [ownPlace(node)] });
    const value = readScalar(item, scalar);
    if (value.kind !== 'empty') {
      for (const each of value.stretches) stretches.push(each);
    }
  }
  return { kind: 'text', text: stretchesText(stretches), stretches, list: true };
}

function writtenStretches(node: YamlNode): readonly Stretch[] {
  const through = throughOf(node.yaml.source, node.range);
  return [{ text: writtenText(node), way: [ownPlace(node), ...through] }];
}

function scalarStretches(node: YamlNode): readonly Stretch[] {
  const own = ownPlace(node);
  const text = scalarOf(node)?.text ?? '';
  // Most texts stand in the file as they are: there is no way to follow.
  const source = isAsWritten(node.yaml.source, node.range) ? null : scalarSource(node);
  return source === null ? [{ text, way: [own] }] : stretchesOf(source, own);
}

function ownPlace({ yaml, range }: YamlNode): Origin {
  return originAt(yaml.source, placeInFile(yaml.source, range));
}

/** `{{ x }}` without quotes is a map in a map to a YAML reader. */
export function isTemplate(node: YamlNode): boolean {
  return writtenText(node).startsWith('{{');
}

/** Text that Helm, Ansible, sops or vals (`ref+vault://…`) replaces before Kestra sees it. */
export function isTemplateText(text: string): boolean {
  return /\{\{|\{%|^ENC\[|^encrypted:|<%|^(?:secret)?ref\+[\w-]+:\/\//.test(text);
}
