import type { Origin } from '../../ports/origin.ts';
import { decodeBase64 } from '../environment/judge.ts';
import { buildFrom, originAt, placeInFile, type SourceText } from '../text/source-text.ts';
import { isTemplateText } from '../settings.ts';
import {
  entriesOf,
  entryOf,
  isListNode,
  isMapNode,
  itemsOf,
  scalarOf,
  scalarSource,
  type YamlEntry,
  type YamlNode,
} from '../yaml/nodes.ts';

export type ObjectKind = 'ConfigMap' | 'Secret';

/** What stands at a key of a ConfigMap or Secret. */
export interface ObjectValue {
  /** As the cluster hands it on, so without the Base64 of a Secret's `data`; null: not known here. */
  readonly source: SourceText | null;
  /** Its place in the file. */
  readonly origin: Origin;
}

/** A ConfigMap or Secret as a manifest has it. */
export interface ClusterObject {
  readonly kind: ObjectKind;
  readonly name: string;
  readonly values: ReadonlyMap<string, ObjectValue>;
  /** Whether more of it is in a file that is not here, or in what could not be read. Left out: all of it is here. */
  readonly isOpen?: boolean;
}

/** Finds an object; null: none is here, or several that say different things. */
export type FindObject = (kind: ObjectKind, name: string) => ClusterObject | null;

/** The ConfigMaps and Secrets among manifests, also inside a `List`; what has a template for its name is left out. */
export function objectsAmong(manifests: readonly YamlNode[]): readonly ClusterObject[] {
  return manifests.flatMap((manifest): readonly ClusterObject[] => {
    const kind = textAt(manifest, 'kind');
    if (kind === 'List') return objectsAmong(listAt(manifest, 'items'));
    if (kind !== 'ConfigMap' && kind !== 'Secret') return [];
    const metadata = entryOf(manifest, 'metadata')?.value ?? null;
    const name = metadata === null ? null : textAt(metadata, 'name');
    if (name === null || name === '' || isTemplateText(name)) return [];
    const values = valuesOf(manifest, kind);
    return [{ kind, name, values, ...(holdsMore(manifest) ? { isOpen: true } : {}) }];
  });
}

/** Looks objects up by kind and name. */
export function finderOf(objects: readonly ClusterObject[]): FindObject {
  const byName = new Map<string, ClusterObject | null>();
  for (const object of objects) {
    const key = `${object.kind} ${object.name}`;
    // Which of several is the cluster's is not known.
    byName.set(key, byName.has(key) ? null : object);
  }
  return (kind, name) => byName.get(`${kind} ${name}`) ?? null;
}

/**
 * The names of Secrets that an operator of the cluster makes or adds to for manifests, also inside a `List`: what an
 * ExternalSecret, a SealedSecret or a Certificate says by a name may be one (their own pages say where each has it).
 */
export function secretsMadeBy(manifests: readonly YamlNode[]): ReadonlySet<string> {
  return new Set(
    manifests.flatMap((manifest): readonly string[] => {
      const kind = textAt(manifest, 'kind') ?? '';
      if (kind === 'List') return [...secretsMadeBy(listAt(manifest, 'items'))];
      return kind !== 'Secret' && secretMaker.test(kind) ? [...namesIn(manifest)] : [];
    }),
  );
}

const secretMaker = /^(?:\w*Secret|SecretProviderClass|Certificate|OnePasswordItem)$/;

/** Every name that an object may have, or be asked for by. */
export function namesIn(root: YamlNode): ReadonlySet<string> {
  const names = new Set<string>();
  const seen = new Set<unknown>();
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (seen.has(node.node)) continue;
    if (isMapNode(node) || isListNode(node)) seen.add(node.node);
    for (const { key, value } of entriesOf(node)) {
      const text = key === 'name' || key === 'secretName' ? scalarOf(value)?.text : undefined;
      if (text === undefined) open.push(value);
      else names.add(text);
    }
    for (const item of isListNode(node) ? itemsOf(node) : []) open.push(item);
  }
  return names;
}

/** The text at a key of a map; null: there is none. */
export function textAt(map: YamlNode, key: string): string | null {
  const entry = entryOf(map, key);
  return entry === null ? null : (scalarOf(entry.value)?.text ?? null);
}

/** The items of the list at a key of a map. */
export function listAt(map: YamlNode, key: string): readonly YamlNode[] {
  return itemsAt(map, key).items;
}

/** Items of lists, as far as they are in sight. */
export interface ListItems {
  readonly items: readonly YamlNode[];
  /** The file in which something else stands for a list, such as a template; null: none does. */
  readonly openIn: string | null;
}

/** The same as `listAt`, where what is no list, and not nothing, is something else than none at all. */
export function itemsAt(map: YamlNode, key: string): ListItems {
  const value = entryOf(map, key)?.value;
  if (value === undefined || isNothing(value)) return { items: [], openIn: null };
  return isListNode(value)
    ? { items: itemsOf(value), openIn: null }
    : { items: [], openIn: value.yaml.source.file };
}

/** Whether a value is `null`, or not given at all. */
export function isNothing(value: YamlNode): boolean {
  const scalar = scalarOf(value);
  return scalar?.plain === true && !scalar.typed && value.yaml.readPlain(scalar.text) === null;
}

/** The value of a key below further keys; null: there is none. */
export function nodeAtPath(map: YamlNode, ...path: readonly string[]): YamlNode | null {
  let node: YamlNode | null = map;
  for (const key of path) node = node === null ? null : (entryOf(node, key)?.value ?? null);
  return node;
}

function valuesOf(manifest: YamlNode, kind: ObjectKind): ReadonlyMap<string, ObjectValue> {
  const entriesAt = (key: string) => {
    const map = entryOf(manifest, key)?.value;
    return map === undefined ? [] : entriesOf(map);
  };
  const values = new Map<string, ObjectValue>();
  for (const entry of entriesAt('data')) values.set(entry.key, valueOf(entry, kind === 'Secret'));
  // What stands here as text wins (Kubernetes: Secret).
  for (const entry of kind === 'Secret' ? entriesAt('stringData') : []) {
    values.set(entry.key, valueOf(entry, false));
  }
  return values;
}

/** Whether something else stands where its values should, or values that are no text. */
function holdsMore(manifest: YamlNode): boolean {
  return ['data', 'stringData', 'binaryData'].some((key) => {
    const value = entryOf(manifest, key)?.value;
    if (value === undefined || isNothing(value)) return false;
    if (!isMapNode(value)) return true;
    const entries = entriesOf(value);
    return key === 'binaryData' ? entries.length > 0 : entries.some((entry) => isTemplateText(entry.key));
  });
}

function valueOf({ value, keyRange }: YamlEntry, isEncoded: boolean): ObjectValue {
  const { source: whole } = value.yaml;
  const shown = value.range.end > value.range.start ? value.range : keyRange;
  const origin = originAt(whole, placeInFile(whole, shown));
  const source = scalarOf(value)?.tagged === false ? scalarSource(value) : null;
  if (source === null || isMadeElsewhere(source.text)) return { source: null, origin };
  return { source: isEncoded ? decodeValue(source) : source, origin };
}

/** Whether a text is another tool's to make; what Kestra's own configuration holds of `{{ … }}` stands inside a line. */
export function isMadeElsewhere(text: string): boolean {
  // What Flux fills (`${NAME}`), and Argo CD's plugin for vaults (`<name>`, `<path:…>`).
  if (/^(?:\$\{[^{}\n]+\}|<[^<>\n]+>)\s*$/.test(text)) return true;
  return (
    /^[ \t]*(?:\{\{|\{%|<%)/m.test(text) || /^(?:ENC\[|encrypted:|(?:secret)?ref\+[\w-]+:\/\/)/.test(text)
  );
}

/** null: no Base64, as where another tool puts the value in. */
function decodeValue(source: SourceText): SourceText | null {
  const text = decodeBase64(source.text);
  if (text === null) return null;
  const value = buildFrom(source);
  value.put(text, 0, source.text.length, []);
  return value.build();
}
