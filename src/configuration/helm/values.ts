import { startOf } from '../budget.ts';
import { isTemplate } from '../settings.ts';
import { reportSyntax, isWhole } from '../syntax.ts';
import { oncePerReading, type FileReading } from '../reading.ts';
import { originAt, placeInFile, wholeFile, type SourceText } from '../text/source-text.ts';
import type { Origin } from '../../ports/origin.ts';
import type { TextRange } from '../../ports/text.ts';
import {
  entriesOf,
  isListNode,
  isMapNode,
  itemsOf,
  madeList,
  madeMap,
  rootsOf,
  scalarOf,
  type YamlEntry,
  type YamlNode,
} from '../yaml/nodes.ts';
import { parseYaml, type YamlText } from '../yaml/parse.ts';
import { isNothing } from '../kubernetes/objects.ts';
import { compareKeys, helmKey, helmWord, readHelmPlain } from './plain-words.ts';

/** Values as Helm has them, of one text or of several laid over each other. */
export interface HelmValues {
  /** A map with its keys in Helm's order; each key and value leads to the text where it is written. */
  readonly root: YamlNode;
  /** Whether some of it could not be read. */
  readonly faulty: boolean;
  /** What Helm refuses the text for, as a place of the file; null: nothing. */
  readonly refused: Origin | null;
  /** Whether they are the chart's own, below all that is given. Left out: not. */
  readonly isOfChart?: boolean;
}

const depthLimit = 40;

/** The values of a text, whose first document alone counts (Helm 3); null: it holds no map. */
export function readChartValues(reading: FileReading, source: SourceText): HelmValues | null {
  const yaml = parseHelm(reading, source);
  const [root] = rootsOf(yaml);
  if (root === undefined || !isMapNode(root) || isTemplate(root)) return null;
  const faulty = reportSyntax(yaml, reading.report) || !isWhole(yaml);
  const refused = refusedPlace(root);
  return {
    root: orderKeys(root),
    faulty,
    refused: refused === null ? null : originAt(source, refused),
  };
}

/** Whether a text has more than notes and blank lines. */
export function holdsText(text: string): boolean {
  return /^[ \t]*[^#\s]/m.test(text);
}

/** A map that stands in another file than one of values, as values. */
export function inlineValues(map: YamlNode): HelmValues {
  const refused = refusedPlace(map);
  return {
    root: orderKeys(map),
    faulty: !isWhole(map.yaml),
    refused: refused === null ? null : originAt(map.yaml.source, refused),
  };
}

/** A document of a file. */
export interface FileRoot {
  readonly file: string;
  readonly root: YamlNode;
}

/** The documents of several files, as Helm reads plain scalars. */
export async function rootsAt(reading: FileReading, paths: readonly string[]): Promise<readonly FileRoot[]> {
  const found: FileRoot[] = [];
  for (const file of paths) {
    const roots = await parsedRoots(reading, reading, file, async () => {
      const text = await reading.text(file);
      return text === null ? [] : rootsOf(parseHelm(reading, wholeFile(file, text)));
    });
    for (const root of roots) found.push({ file, root });
  }
  return found;
}

const parsedRoots = oncePerReading<readonly YamlNode[]>();

/** Parses a text whose plain scalars Helm reads first. */
export function parseHelm({ budget }: FileReading, source: SourceText): YamlText {
  return parseYaml(source, budget, readHelmPlain);
}

/** A map with its keys as Helm writes them, and in its order, all the way down. What aliases repeat is done once. */
export function orderKeys(node: YamlNode, done = new Map<unknown, YamlNode>()): YamlNode {
  if (!isMapNode(node)) return node;
  const known = done.get(node.node);
  if (known !== undefined) return known;
  // Until it is done: a map inside itself stays as it is.
  done.set(node.node, node);
  const entries = entriesOf(node).flatMap((entry) => {
    const key = helmKey(entry.key, entry.keyPlain);
    return key === null ? [] : [{ ...entry, key, keyPlain: false, value: orderKeys(entry.value, done) }];
  });
  const ordered = madeMap(
    node,
    entries.toSorted((left, right) => compareKeys(left.key, right.key)),
  );
  done.set(node.node, ordered);
  return ordered;
}

/** Lays values over others: maps merge, all else replaces (Helm: mergeMaps). Both have their keys in order already. */
export function mergeValues(under: YamlNode, over: YamlNode): YamlNode {
  return mergeMaps(under, over, null, 0);
}

/**
 * Lays values over a chart's own: what is nothing takes the chart's away, except below `levels`, where a dependency's values
 * stand, which wait for that one's own (Helm: CoalesceValues).
 */
export function mergeOverChart(under: YamlNode, over: YamlNode, levels: ReadonlySet<string>): YamlNode {
  return mergeMaps(under, over, levels, 0);
}

const noLevels: ReadonlySet<string> = new Set();

/** `kept`: the keys below which what is nothing takes nothing away; null: nowhere it does. */
function mergeMaps(
  under: YamlNode,
  over: YamlNode,
  kept: ReadonlySet<string> | null,
  depth: number,
): YamlNode {
  if (!isMapNode(under) || !isMapNode(over) || depth > depthLimit) return over;
  const entries = new Map(entriesOf(under).map((entry) => [entry.key, entry]));
  for (const entry of entriesOf(over)) {
    // The same files may be laid over each other for very many releases.
    if (!over.yaml.reading.spend('nodes', 1, () => startOf(over.yaml.source.file))) break;
    const before = entries.get(entry.key);
    if (before !== undefined && kept !== null && isNothing(entry.value)) {
      entries.delete(entry.key);
      continue;
    }
    const inner = kept === null || kept.has(entry.key) ? null : noLevels;
    const value = before === undefined ? entry.value : mergeMaps(before.value, entry.value, inner, depth + 1);
    entries.set(entry.key, { ...entry, value });
  }
  return madeMap(
    over,
    [...entries.values()].toSorted((left, right) => compareKeys(left.key, right.key)),
  );
}

/** The steps of a path as `--set` has it: `a.b[0].c`, with `\` before a dot that belongs to a key (Helm: strvals). */
export function setPath(text: string): readonly (string | number)[] {
  const steps: (string | number)[] = [];
  for (const part of text.match(/(?:\\.|[^.\\])+/g) ?? []) {
    const [, key = '', indexes = ''] = /^(.*?)((?:\[\d+\])*)$/.exec(part) ?? [];
    if (key !== '') steps.push(key.replace(/\\(.)/g, '$1'));
    for (const [, index] of indexes.matchAll(/\[(\d+)\]/g)) steps.push(Number(index));
  }
  return steps;
}

/** Longer lists and paths are made by no one who means it. */
const indexLimit = 1000;
const pathLimit = 40;

/** So many entries or items are copied for what one node costs that is looked at. */
const copiesANode = 100;

/**
 * Puts a value at a path, and makes what is not there yet. The value's own place stands for made keys, which come behind
 * the others: `orderKeys` has them in order again, once all values are put in. null: Helm refuses it, for something on the way
 * is neither a map nor a list (Helm: strvals).
 */
export function setValue(
  root: YamlNode,
  path: readonly (string | number)[],
  value: YamlNode,
): YamlNode | null {
  return path.length === 0 || path.length > pathLimit ? root : setBelow(root, path, value);
}

function setBelow(at: YamlNode | null, path: readonly (string | number)[], value: YamlNode): YamlNode | null {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (typeof step === 'number') {
    if (at !== null && !isListNode(at)) return null;
    const items = at === null ? [] : [...itemsOf(at)];
    const missing = Math.max(0, step + 1 - items.length);
    if (step > indexLimit || !spendCopies(value, missing, items.length)) return at ?? value;
    while (items.length <= step) items.push({ ...value, node: null });
    const item = items[step] ?? null;
    // An item of another form gives way.
    const isKept = item !== null && (typeof rest[0] === 'number' ? isListNode(item) : isMapNode(item));
    const made = setBelow(isKept ? item : null, rest, value);
    if (made === null) return null;
    items[step] = made;
    return madeList(at ?? value, items);
  }
  if (at !== null && !isMapNode(at)) return null;
  const entries = at === null ? [] : entriesOf(at);
  if (!spendCopies(value, 1, entries.length)) return at ?? value;
  const index = entries.findLastIndex(({ key }) => key === step);
  const before = entries[index] ?? null;
  const inner = setBelow(before?.value ?? null, rest, value);
  if (inner === null) return null;
  const entry: YamlEntry = {
    key: step,
    // The key may stand in another text than the value that it has now.
    keyRange: before?.value.yaml === inner.yaml ? before.keyRange : inner.range,
    keyPlain: false,
    merged: false,
    value: inner,
  };
  return madeMap(at ?? value, before === null ? [...entries, entry] : entries.with(index, entry));
}

/** Very many values may be put into one large map or list, which is copied for each of them. false: no further ones. */
function spendCopies({ yaml }: YamlNode, made: number, copied: number): boolean {
  const nodes = made + Math.ceil(copied / copiesANode);
  return yaml.reading.spend('nodes', nodes, () => startOf(yaml.source.file));
}

/** Where Helm refuses a text: a number that JSON has not, a key that is no text; null: nowhere. */
export function refusedPlace(root: YamlNode, seen = new Set<unknown>()): TextRange | null {
  const scalar = scalarOf(root);
  if (scalar !== null) {
    const isRefused = scalar.plain && !scalar.typed && helmWord(scalar.text).kind === 'refused';
    return isRefused ? placeInFile(root.yaml.source, root.range) : null;
  }
  if (seen.has(root.node)) return null;
  seen.add(root.node);
  for (const item of isListNode(root) ? itemsOf(root) : []) {
    const place = refusedPlace(item, seen);
    if (place !== null) return place;
  }
  for (const entry of entriesOf(root)) {
    if (!entry.merged && helmKey(entry.key, entry.keyPlain) === null) {
      return placeInFile(root.yaml.source, entry.keyRange);
    }
    const place = refusedPlace(entry.value, seen);
    if (place !== null) return place;
  }
  return null;
}
