import { countSteps } from '../steps.ts';
import type { ScalarStyle } from '../types.ts';
import type { Frame } from './frames.ts';
import type { Fault } from './scalars.ts';
import {
  deepest,
  isCode,
  isInputDefault,
  isKestraObject,
  isPluginType,
  rootPlace,
  takesExpressionAt,
  type ScalarPlace,
} from './rendered.ts';

/** Whether Kestra renders what stands at a place; while a map's `type` is not known, with the depths of such maps. */
export interface Rendering {
  rendered: boolean;
  doubts: readonly number[];
}

/** A place for a value. Offsets count from the start of the segment it is in. */
export interface FoundPlace extends Rendering {
  readonly offset: number;
  readonly takesExpression: boolean;
  readonly inFlowCollection: boolean;
}

/** A scalar that is a value. Offsets count from the start of the segment it is in. */
export interface FoundScalar extends Rendering {
  readonly style: ScalarStyle;
  readonly start: number;
  readonly end: number;
  readonly takesExpression: boolean;
  readonly inFlowCollection: boolean;
  readonly fault: Fault;
  readonly isInputDefault: boolean;
  readonly isCode: boolean;
  readonly block: BlockParts | null;
}

export interface BlockParts {
  readonly header: string;
  /** Where the lines begin. */
  readonly contentStart: number;
  readonly parentIndent: number;
}

/** The keys of a document's root by which a flow is known. */
const rootKeys = ['id', 'namespace', 'tasks', 'triggers', 'pluginDefaults', '<<'] as const;

/** One of them with its value. */
export interface RootEntry {
  readonly key: (typeof rootKeys)[number];
  value: FoundScalar | { readonly alias: string } | null;
  /** Where the value begins, for maps that are merged. */
  readonly valueStart: number;
}

export interface Anchor {
  readonly name: string;
  /** Where the node begins that it names, and how it stands there. */
  readonly start: number;
  readonly column: number;
  readonly parentIndent: number;
}

/**
 * What YAML would put another node in the place of, and Kestra does not: an alias as a value or as a key, or the key
 * `<<`. Offsets count from the start of the segment it is in. Of a merge `rendered` says whether Kestra keeps the key,
 * as it does in any map but its own objects.
 */
export interface FoundAlias extends Rendering {
  readonly kind: 'value' | 'key' | 'merge';
  readonly start: number;
  readonly end: number;
}

/** What a stretch of a file holds. Offsets count from its start. */
export interface ScanFindings {
  readonly scalars: FoundScalar[];
  /** Right after a `:` or `-` with nothing behind it. */
  readonly empty: FoundPlace[];
  /** Where a `{` begins a flow map: it may be the first brace of an expression. */
  readonly braces: FoundPlace[];
  readonly entries: RootEntry[];
  readonly anchors: Anchor[];
  readonly aliases: FoundAlias[];
  /** For the depths of collections that were open before: whether the map there is an object of Kestra. */
  readonly decisions: Map<number, boolean>;
}

/** What is due as the value of an entry, or as a document's root. */
export interface Due {
  readonly place: ScalarPlace;
  /** The column of the entry's collection; -1 for a root. */
  readonly parentIndent: number;
  /** Right after the `:` or `-`; -1 for a root. */
  readonly offset: number;
  readonly entry: RootEntry | null;
  /** The depth of the map of which this is the `type`, or -1. */
  readonly typeOf: number;
}

/** The root of a document, as what is due. */
export const rootDue: Due = {
  place: rootPlace,
  parentIndent: -1,
  offset: -1,
  entry: null,
  typeOf: -1,
};

/** A reader of YAML at some place. All offsets but those in `found` are of the text. */
export interface Scan {
  readonly text: string;
  /** What the offsets in `found` count from. */
  readonly base: number;
  at: number;
  frame: Frame | null;
  due: Due | null;
  readonly found: ScanFindings;
  /** The fewest collections that were open since `base`. */
  low: number;
  /** What waits for a map to be known as an object, by the map's depth. */
  readonly waiting: Map<number, Rendering[]>;
}

export function scanOf(text: string, base: number, frame: Frame | null): Scan {
  return {
    text,
    base,
    at: base,
    frame,
    due: null,
    found: {
      scalars: [],
      empty: [],
      braces: [],
      entries: [],
      anchors: [],
      aliases: [],
      decisions: new Map(),
    },
    low: depthOf(frame),
    waiting: new Map(),
  };
}

/** How many collections are open. */
export function depthOf(frame: Frame | null): number {
  return frame === null ? 0 : frame.depth + 1;
}

export function open(scan: Scan, kind: Frame['kind'], indent: number, place: ScalarPlace): void {
  const isObject = kind === 'map' ? isKestraObject(place) : false;
  scan.frame = { kind, indent, place, isObject, depth: depthOf(scan.frame), parent: scan.frame };
}

export function close(scan: Scan): void {
  const { frame } = scan;
  if (frame === null) return;
  if (frame.isObject === null) decide(scan, frame.depth, false);
  scan.frame = frame.parent;
  scan.low = Math.min(scan.low, frame.depth);
}

/** What the map at this depth is, once and for all. */
function decide(scan: Scan, depth: number, isObject: boolean): void {
  if (depth < scan.low && !scan.found.decisions.has(depth)) scan.found.decisions.set(depth, isObject);
  for (const item of scan.waiting.get(depth) ?? []) settle(item, depth, isObject);
  scan.waiting.delete(depth);
}

function settle(item: Rendering, depth: number, isObject: boolean): void {
  if (isObject) item.rendered = false;
  item.doubts = isObject ? [] : item.doubts.filter((doubt) => doubt !== depth);
}

/** Takes the first `type` of the innermost map for what it is. */
function tellType(scan: Scan, depth: number, type: string): void {
  const { frame } = scan;
  if (frame?.depth !== depth || frame.isObject !== null) return;
  const isObject = isPluginType(type);
  decide(scan, depth, isObject);
  scan.frame = { ...frame, isObject };
}

function isSeen(scan: Scan, place: ScalarPlace): boolean {
  return !place.inKey && depthOf(scan.frame) < deepest;
}

function wait(scan: Scan, item: Rendering): void {
  for (const depth of item.doubts) {
    const others = scan.waiting.get(depth);
    if (others === undefined) scan.waiting.set(depth, [item]);
    else others.push(item);
  }
}

/** Keeps an entry of the root map, where it says what the document is. */
export function takeRootEntry(scan: Scan, key: string | null, colon: number): RootEntry | null {
  const told = rootKeys.find((name) => name === key);
  if (told === undefined) return null;
  const entry = { key: told, value: null, valueStart: colon + 1 - scan.base };
  scan.found.entries.push(entry);
  return entry;
}

/** An alias that is a value, or a part of a key. */
export function takeAlias(scan: Scan, kind: 'value' | 'key', start: number, end: number): void {
  scan.found.aliases.push({
    kind,
    start: start - scan.base,
    end: end - scan.base,
    rendered: true,
    doubts: [],
  });
}

/** A plain key of the innermost map, which ends at or before its colon, where it begins with `*` or is `<<`. */
export function takeKey(scan: Scan, key: string | null, colon: number): void {
  const { base, frame, text } = scan;
  if (key === null || frame === null || !(key.startsWith('*') || key === '<<')) return;
  const start = text.lastIndexOf(key, colon - key.length);
  const end = start + key.length;
  // In quotes it is a text like any other.
  if (start < base || text.slice(end, colon).trim() !== '') return;
  if (key !== '<<') {
    takeAlias(scan, 'key', start, end);
    return;
  }
  const { depth, isObject } = frame;
  const found: FoundAlias = {
    kind: 'merge',
    start: start - base,
    end: end - base,
    rendered: isObject !== true,
    doubts: isObject === null && depth < deepest ? [depth] : [],
  };
  scan.found.aliases.push(found);
  wait(scan, found);
}

export interface ScalarSpan {
  readonly style: ScalarStyle;
  /** Of the text. */
  readonly start: number;
  readonly end: number;
  readonly fault: Fault;
  readonly block?: BlockParts;
}

/** A scalar that is the value which is due. */
export function takeScalar(scan: Scan, due: Due, span: ScalarSpan, inFlowCollection: boolean): void {
  const { base, found, text } = scan;
  const { start, end, style, fault, block = null } = span;
  countSteps(end - start);
  if (isSeen(scan, due.place)) {
    const { rendered, doubts } = due.place;
    const scalar: FoundScalar = {
      rendered,
      doubts,
      style,
      start: start - base,
      end: end - base,
      takesExpression: takesExpressionAt(due.place),
      inFlowCollection,
      fault,
      isInputDefault: isInputDefault(due.place),
      isCode: isCode(due.place),
      block: block === null ? null : { ...block, contentStart: block.contentStart - base },
    };
    found.scalars.push(scalar);
    wait(scan, scalar);
    if (due.entry !== null) due.entry.value = scalar;
  }
  if (due.typeOf !== -1) tellType(scan, due.typeOf, text.slice(start, end).replace(/^["']|["']$/g, ''));
}

/** A value that stands by itself, at a place where Kestra renders it. */
export function loneScalar({
  style,
  start,
  end,
  block,
  inFlowCollection,
}: {
  readonly style: ScalarStyle;
  readonly start: number;
  readonly end: number;
  readonly block: Omit<BlockParts, 'parentIndent'> | null;
  readonly inFlowCollection: boolean;
}): FoundScalar {
  return {
    rendered: true,
    doubts: [],
    style,
    start,
    end,
    takesExpression: true,
    inFlowCollection,
    fault: null,
    isInputDefault: false,
    isCode: false,
    block: block === null ? null : { ...block, parentIndent: -1 },
  };
}

/** What is due turns out to be something else than a scalar: gives it back as it then is. */
export function takeOther(scan: Scan, due: Due): Due {
  if (due.typeOf === -1) return due;
  tellType(scan, due.typeOf, '');
  const doubts = due.place.doubts.filter((depth) => depth !== due.typeOf);
  return { ...due, place: { ...due.place, doubts }, typeOf: -1 };
}

/** Nothing stands where a value was due. */
export function takeNothing(scan: Scan, due: Due, inFlowCollection: boolean): void {
  const { offset, place } = takeOther(scan, due);
  if (offset !== -1) addPlace(scan, scan.found.empty, offset, place, inFlowCollection);
}

export function addPlace(
  scan: Scan,
  to: FoundPlace[],
  offset: number,
  place: ScalarPlace,
  inFlowCollection: boolean,
): void {
  if (!isSeen(scan, place)) return;
  const { rendered, doubts } = place;
  const takesExpression = takesExpressionAt(place);
  const found = { offset: offset - scan.base, rendered, doubts, takesExpression, inFlowCollection };
  to.push(found);
  wait(scan, found);
}
