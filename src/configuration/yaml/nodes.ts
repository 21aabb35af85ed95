import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  Scalar,
  YAMLMap,
  YAMLSeq,
  type Alias,
  type Document,
} from 'yaml';
import type { TextRange } from '../../ports/text.ts';
import { startOf } from '../budget.ts';
import { scalarText, type Quoting } from '../text/scalar-text.ts';
import type { SourceText } from '../text/source-text.ts';
import type { YamlText } from './parse.ts';

/** One node of a YAML text with what is needed to look further. */
export interface YamlNode {
  readonly yaml: YamlText;
  readonly document: Document;
  /** As the parser made it; aliases are followed already. */
  readonly node: unknown;
  /** In the parsed text. */
  readonly range: TextRange;
}

export interface YamlEntry {
  readonly key: string;
  /** In the parsed text. */
  readonly keyRange: TextRange;
  /** Whether the key stands without quotes, where `yes` has a meaning of its own. */
  readonly keyPlain: boolean;
  /** Whether it stands in another map, which `<<` merges. */
  readonly merged: boolean;
  readonly value: YamlNode;
}

export interface YamlScalar {
  /** What the scalar says; for plain ones the text as written, so that `010` stays that. */
  readonly text: string;
  /** Written without quotes, where `yes` or nothing at all has a meaning of its own. */
  readonly plain: boolean;
  /** Written with a tag of YAML's own, such as `!!str`, which says what it is. */
  readonly typed: boolean;
  /** Has a tag of the author's, such as `!vault`, or no closing quote: the text is not the value. */
  readonly tagged: boolean;
}

/** The root of each document that has one. */
export function rootsOf(yaml: YamlText): readonly YamlNode[] {
  return yaml.documents.flatMap((document) =>
    document.contents === null ? [] : [nodeAt(yaml, document, document.contents, { start: 0, end: 0 })],
  );
}

/** The entries of a map, merged ones before its own; equal keys all stand there, the last counts. Else empty. */
export function entriesOf(map: YamlNode): readonly YamlEntry[] {
  const { yaml, node } = map;
  if (!isMap(node)) return [];
  const known = yaml.entries.get(node);
  if (known !== undefined) return known;
  // Until they are known: a map that merges itself adds nothing.
  yaml.entries.set(node, []);
  const entries = readEntries(map, node);
  yaml.entries.set(node, entries);
  return entries;
}

/** The value of the last entry named `key`. */
export function entryOf(map: YamlNode, key: string): YamlEntry | null {
  return entriesOf(map).findLast((entry) => entry.key === key) ?? null;
}

export function itemsOf(list: YamlNode): readonly YamlNode[] {
  const { yaml, document, node } = list;
  if (!isSeq(node)) return [];
  const made = madeItems.get(node);
  if (made !== undefined) return made;
  return node.items.flatMap((item) => (spend(yaml) ? [nodeAt(yaml, document, item, list.range)] : []));
}

/** The items of lists that are put together of several texts. */
const madeItems = new WeakMap<object, readonly YamlNode[]>();

/** A map in the place of `like`, of entries that may stand in other texts. */
export function madeMap(like: YamlNode, entries: readonly YamlEntry[]): YamlNode {
  const node = new YAMLMap();
  like.yaml.entries.set(node, entries);
  return { ...like, node };
}

/** A list in the place of `like`, of items that may stand in other texts. */
export function madeList(like: YamlNode, items: readonly YamlNode[]): YamlNode {
  const node = new YAMLSeq();
  madeItems.set(node, items);
  return { ...like, node };
}

/** A scalar that is the whole text of `yaml`. `typed`: it is that text, also where a plain scalar would be a number. */
export function madeScalar(yaml: YamlText, document: Document, typed: boolean): YamlNode {
  const node = new Scalar(yaml.source.text);
  if (typed) node.tag = 'tag:yaml.org,2002:str';
  return { yaml, document, node, range: { start: 0, end: yaml.source.text.length } };
}

export function isMapNode(node: YamlNode): boolean {
  return isMap(node.node);
}

export function isListNode(node: YamlNode): boolean {
  return isSeq(node.node);
}

/** Whether it is a map or a list in brackets. */
export function isFlowCollection({ node }: YamlNode): boolean {
  return (isMap(node) || isSeq(node)) && node.flow === true;
}

/** How a scalar is written. */
export type ScalarStyle = 'plain' | 'single-quoted' | 'double-quoted' | 'literal' | 'folded';

const styles = new Map<string | null | undefined, ScalarStyle>([
  ['PLAIN', 'plain'],
  ['QUOTE_SINGLE', 'single-quoted'],
  ['QUOTE_DOUBLE', 'double-quoted'],
  ['BLOCK_LITERAL', 'literal'],
  ['BLOCK_FOLDED', 'folded'],
]);

/** null: it is no scalar that is written. */
export function styleOf({ node }: YamlNode): ScalarStyle | null {
  return isScalar(node) ? (styles.get(node.type) ?? null) : null;
}

/** null: no scalar. A missing value reads as an empty plain text. */
export function scalarOf(node: YamlNode): YamlScalar | null {
  if (node.node === null || node.node === undefined)
    return { text: '', plain: true, typed: false, tagged: false };
  if (!isScalar(node.node)) return null;
  const scalar = node.node;
  // The parser takes all that follows for its text, and credentials may be in that.
  if (isUnclosed(node)) return { text: '', plain: false, typed: false, tagged: true };
  const plain = scalar.type === 'PLAIN' || scalar.type === undefined;
  const text = typeof scalar.value === 'string' ? scalar.value : (scalar.source ?? '');
  return { text, plain, typed: scalar.tag !== undefined, tagged: tagOf(node) !== null };
}

/** What a scalar says, with the way back to the file; null: no scalar, or one without its closing quote. */
export function scalarSource(node: YamlNode): SourceText | null {
  const scalar = scalarOf(node);
  if (scalar === null || isUnclosed(node)) return null;
  const written = isScalar(node.node) ? writtenRange(node.yaml.source, node.node, node.range) : node.range;
  return scalarText(node.yaml.source, written, quotingOf(node.node), scalar.text);
}

/** A tag of the author's or of the reading tool's, such as `!override`; null: none, or one of YAML's own. */
export function tagOf({ node }: YamlNode): string | null {
  if (!isScalar(node) && !isMap(node) && !isSeq(node)) return null;
  return node.tag === undefined || node.tag.startsWith('tag:yaml.org,2002:') ? null : node.tag;
}

/** The text of the node as the author wrote it. */
export function writtenText(node: YamlNode): string {
  return node.yaml.source.text.slice(node.range.start, node.range.end);
}

function readEntries(map: YamlNode, node: YAMLMap): readonly YamlEntry[] {
  const { yaml, document } = map;
  const merged = new Map<string, YamlEntry>();
  const own: YamlEntry[] = [];
  for (const pair of node.items) {
    if (!isPair(pair) || !spend(yaml)) continue;
    const keyNode = nodeAt(yaml, document, pair.key, map.range);
    const key = scalarOf(keyNode);
    if (key === null) continue;
    const place = { start: keyNode.range.end, end: keyNode.range.end };
    const value = nodeAt(yaml, document, pair.value, place);
    if (key.text === '<<' && key.plain) {
      addMissing(merged, mergedEntries(value));
    } else {
      own.push({ key: key.text, keyRange: keyNode.range, keyPlain: key.plain, merged: false, value });
    }
  }
  return [...merged.values(), ...own];
}

/** Of several `<<` the first counts. */
function addMissing(merged: Map<string, YamlEntry>, entries: readonly YamlEntry[]): void {
  const added = new Map(entries.map((entry) => [entry.key, { ...entry, merged: true }]));
  for (const [key, entry] of added) if (!merged.has(key)) merged.set(key, entry);
}

/** Of several merged maps the first counts, so it comes last. */
function mergedEntries(value: YamlNode): readonly YamlEntry[] {
  const maps = isListNode(value) ? itemsOf(value).toReversed() : [value];
  return maps.flatMap(entriesOf);
}

function nodeAt(yaml: YamlText, document: Document, node: unknown, fallback: TextRange): YamlNode {
  const target = isAlias(node) ? targetOf(yaml, document, node) : node;
  return { yaml, document, node: target, range: rangeOf(target) ?? fallback };
}

/** An anchor never stands at an alias, so one step is all there is. */
function targetOf(yaml: YamlText, document: Document, alias: Alias): unknown {
  if (!yaml.targets.has(alias)) yaml.targets.set(alias, alias.resolve(document));
  return yaml.targets.get(alias);
}

function rangeOf(node: unknown): TextRange | null {
  if (!isScalar(node) && !isMap(node) && !isSeq(node)) return null;
  return node.range ? { start: node.range[0], end: node.range[1] } : null;
}

/** Counts one more look at a node; false: no further ones. */
export function spend({ budget, reading, source }: YamlText): boolean {
  budget.left -= 1;
  return budget.left >= 0 && reading.spend('nodes', 1, () => startOf(source.file));
}

/** Whether a scalar in quotes has no closing one. */
function isUnclosed({ yaml, node }: YamlNode): boolean {
  if (quotingOf(node) === 'none') return false;
  const end = rangeOf(node)?.end;
  return yaml.errors.some((error) => error.code === 'MISSING_CHAR' && error.range.start === end);
}

function quotingOf(node: unknown): Quoting {
  if (!isScalar(node)) return 'none';
  if (node.type === 'QUOTE_SINGLE') return 'single';
  return node.type === 'QUOTE_DOUBLE' ? 'double' : 'none';
}

/** Where the scalar's characters stand: without quotes, after the header line of a block. */
function writtenRange(source: SourceText, scalar: Scalar, range: TextRange): TextRange {
  if (scalar.type === 'QUOTE_SINGLE' || scalar.type === 'QUOTE_DOUBLE') {
    return { start: range.start + 1, end: Math.max(range.start + 1, range.end - 1) };
  }
  if (scalar.type !== 'BLOCK_LITERAL' && scalar.type !== 'BLOCK_FOLDED') return range;
  const header = source.text.indexOf('\n', range.start);
  return { start: header === -1 || header > range.end ? range.end : header + 1, end: range.end };
}
