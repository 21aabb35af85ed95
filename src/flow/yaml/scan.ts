import { countSteps } from '../steps.ts';
import type { ScalarStyle } from '../types.ts';
import { deepest, ownFrames, type Frame } from './frames.ts';
import { intern } from '../../text/intern.ts';
import type { Fault } from './scalars.ts';

/** Where something stands: in which collection, and under which key of it. */
export interface Standing {
  /** The innermost collection around it; null for a document's root. */
  readonly frame: Frame | null;
  /** The key of its entry; null in a list, and where the key is no word. */
  readonly key: string | null;
}

/** A place for a value. Offsets count from the start of the segment it is in. */
export interface FoundPlace extends Standing {
  readonly offset: number;
  readonly inFlowCollection: boolean;
}

/** A scalar that is a value, or a key that may hold an expression. Offsets count from the start of its segment. */
export interface FoundScalar extends Standing {
  readonly style: ScalarStyle;
  readonly start: number;
  readonly end: number;
  /** Whether it is the key of an entry, which `key` repeats as it is written between its quotes. */
  readonly isKey: boolean;
  readonly inFlowCollection: boolean;
  readonly fault: Fault;
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
 * `<<`. Offsets count from the start of the segment it is in.
 */
export interface FoundAlias extends Standing {
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
  /** For the depths of collections that were open before: the type that the map there then has, or that it has none. */
  readonly types: Map<number, string>;
}

/** What is due as the value of an entry, or as a document's root; its frame is the one that is open then. */
export interface Due {
  /** The key of the entry; null in a list, for a root, and where the key is no word. */
  readonly key: string | null;
  /** Whether a key is due, after `?`. */
  readonly isKey: boolean;
  /** The column of the entry's collection; -1 for a root. */
  readonly parentIndent: number;
  /** Right after the `:` or `-`; -1 for a root. */
  readonly offset: number;
  readonly entry: RootEntry | null;
}

/** The root of a document, as what is due. */
export const rootDue: Due = { key: null, isKey: false, parentIndent: -1, offset: -1, entry: null };

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
}

export function scanOf(text: string, base: number, frame: Frame | null): Scan {
  return {
    text,
    base,
    at: base,
    frame: ownFrames(frame),
    due: null,
    found: {
      scalars: [],
      empty: [],
      braces: [],
      entries: [],
      anchors: [],
      aliases: [],
      types: new Map(),
    },
    low: depthOf(frame),
  };
}

/** How many collections are open. */
export function depthOf(frame: Frame | null): number {
  return frame === null ? 0 : frame.depth + 1;
}

/** Whether this is the map that a document is. */
export function isRoot(frame: Frame): boolean {
  return frame.parent === null && frame.kind === 'map';
}

/** Opens a collection that is what was due. */
export function open(scan: Scan, kind: Frame['kind'], indent: number, { key, isKey }: Due): void {
  const parent = scan.frame;
  // No `type` says what a list or a document is.
  const type = kind === 'list' || parent === null ? noType : null;
  const inKey = isKey || parent?.inKey === true;
  scan.frame = { kind, indent, key, inKey, type, explicitKey: null, depth: depthOf(parent), parent };
}

export function close(scan: Scan): void {
  const { frame } = scan;
  if (frame === null) return;
  tellType(scan, frame, noType);
  scan.frame = frame.parent;
  scan.low = Math.min(scan.low, frame.depth);
}

/** The type of what has none. */
const noType = '';

/** Takes the first `type` of a map for what it is. */
function tellType(scan: Scan, frame: Frame, type: string): void {
  if (frame.type !== null) return;
  frame.type = type;
  if (frame.depth < scan.low) scan.found.types.set(frame.depth, type);
}

/** The innermost map where what is due is the value of its `type`; else null. */
function mapOfType({ frame }: Scan, { key, isKey }: Due): Frame | null {
  return key === 'type' && !isKey && frame?.kind === 'map' ? frame : null;
}

function isSeen({ frame }: Scan): boolean {
  return frame === null || (!frame.inKey && depthOf(frame) < deepest);
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
export function takeAlias(scan: Scan, kind: FoundAlias['kind'], start: number, end: number): void {
  const { base, found, frame } = scan;
  found.aliases.push({
    kind,
    start: start - base,
    end: end - base,
    frame,
    key: kind === 'merge' ? '<<' : null,
  });
}

export interface ScalarSpan {
  readonly style: ScalarStyle;
  /** Of the text. */
  readonly start: number;
  readonly end: number;
  readonly fault: Fault;
  readonly block?: BlockParts;
}

/** A scalar that is the value which is due, or a key. */
export function takeScalar(scan: Scan, due: Due, span: ScalarSpan, inFlowCollection: boolean): void {
  const { base, found, text } = scan;
  const { start, end, style, fault, block = null } = span;
  countSteps(end - start);
  if (isSeen(scan)) {
    const scalar: FoundScalar = {
      frame: scan.frame,
      key: due.isKey ? intern(contentOf(text, span)) : due.key,
      style,
      start: start - base,
      end: end - base,
      isKey: due.isKey,
      inFlowCollection,
      fault,
      block: block === null ? null : { ...block, contentStart: block.contentStart - base },
    };
    found.scalars.push(scalar);
    if (due.isKey && scan.frame !== null) scan.frame.explicitKey = scalar.key;
    if (due.entry !== null) due.entry.value = scalar;
  }
  const map = mapOfType(scan, due);
  if (map !== null) tellType(scan, map, intern(contentOf(text, span)));
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
    frame: null,
    key: null,
    isKey: false,
    style,
    start,
    end,
    inFlowCollection,
    fault: null,
    block: block === null ? null : { ...block, parentIndent: -1 },
  };
}

/** Takes a key of the innermost collection where it may hold an expression, where it is an alias, and where it merges. */
export function takeKey(scan: Scan, span: ScalarSpan, inFlowCollection: boolean): void {
  const { start, end, style } = span;
  const written = scan.text.slice(start, end);
  if (style === 'plain' && written.startsWith('*')) takeAlias(scan, 'key', start, end);
  if (style === 'plain' && written === '<<') takeAlias(scan, 'merge', start, end);
  if (!mayHoldExpression(written, style)) return;
  const explicit = scan.frame?.explicitKey ?? null;
  takeScalar(scan, { ...rootDue, isKey: true }, span, inFlowCollection);
  if (scan.frame !== null) scan.frame.explicitKey = explicit;
}

/** Whether a key can hold one; double quotes can write a brace by its code. */
function mayHoldExpression(written: string, style: ScalarStyle): boolean {
  return written.includes('{') || (style === 'double-quoted' && written.includes('\\'));
}

/** What a scalar is between its quotes, as it is written there. */
function contentOf(text: string, { start, end, style }: ScalarSpan): string {
  const isQuoted = style === 'single-quoted' || style === 'double-quoted';
  return isQuoted ? text.slice(start + 1, Math.max(start + 1, end - 1)) : text.slice(start, end);
}

/** What is due turns out to be something else than a scalar. */
export function takeOther(scan: Scan, due: Due): void {
  const map = mapOfType(scan, due);
  if (map !== null) tellType(scan, map, noType);
}

/** Nothing stands where a value was due. */
export function takeNothing(scan: Scan, due: Due, inFlowCollection: boolean): void {
  takeOther(scan, due);
  if (due.offset !== -1 && !due.isKey)
    addPlace(scan, scan.found.empty, due.offset, due.key, inFlowCollection);
}

export function addPlace(
  scan: Scan,
  to: FoundPlace[],
  offset: number,
  key: string | null,
  inFlowCollection: boolean,
): void {
  if (isSeen(scan)) to.push({ frame: scan.frame, key, offset: offset - scan.base, inFlowCollection });
}
