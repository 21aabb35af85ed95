import type { TextRange } from '../../ports/text.ts';
import type { FlowNamespace } from '../types.ts';
import { isLineOver, nextLine, skipBlanks } from './lines.ts';
import { decodeScalar } from './scalars.ts';
import { scanLines } from './scan-lines.ts';
import { readNode } from './scan-node.ts';
import { rootDue, scanOf, type Anchor, type ScanFindings, type FoundScalar, type RootEntry } from './scan.ts';

export interface Identity {
  readonly isFlow: boolean;
  readonly id: string | null;
  readonly namespace: FlowNamespace | null;
  /** The key `pluginDefaults` of the root, where there is one. */
  readonly pluginDefaults: TextRange | null;
  /** The key of a flow's root at which it is seen that it has no tasks; null where it has some, or is no flow. */
  readonly withoutTasks: TextRange | null;
}

/** What was found in a stretch of the text that begins at `base`. */
export interface FoundAt {
  readonly base: number;
  readonly found: Pick<ScanFindings, 'entries' | 'anchors' | 'scalars' | 'empty'>;
}

interface EntryAt {
  readonly base: number;
  readonly entry: RootEntry;
}

interface AnchorAt {
  readonly base: number;
  readonly anchor: Anchor;
}

interface IdentityReading {
  readonly text: string;
  readonly anchors: ReadonlyMap<string, AnchorAt>;
  readonly entries: Map<string, EntryAt>;
  /** Names of maps that were merged already: an alias can lead back to where it stands, and many to one map. */
  readonly merged: Set<string>;
  /** How many maps were read to be merged. */
  reads: number;
}

/** What the root of a document says it is; `parts` are all of the document, in its order. */
export function identityOf(text: string, parts: readonly FoundAt[]): Identity {
  const anchors = new Map<string, AnchorAt>();
  for (const { base, found } of parts) {
    for (const anchor of found.anchors) anchors.set(anchor.name, { base, anchor });
  }
  const reading: IdentityReading = { text, anchors, entries: new Map(), merged: new Set(), reads: 0 };
  addEntries(reading, parts);
  const { entries } = reading;
  const namespace = entries.get('namespace');
  const id = entries.get('id');
  const isFlow = isKnown(entries);
  return {
    isFlow,
    id: id === undefined ? null : (scalarIn(reading, id)?.value ?? null),
    namespace: namespace === undefined ? null : namespaceOf(scalarIn(reading, namespace)),
    pluginDefaults: keyRange(text, entries.get('pluginDefaults')),
    withoutTasks: isFlow ? withoutTasks(reading, parts) : null,
  };
}

/** Kestra refuses a flow whose `tasks` are not there, or empty (Kestra: AbstractFlow, Flow). */
function withoutTasks(reading: IdentityReading, parts: readonly FoundAt[]): TextRange | null {
  const { entries, text } = reading;
  const tasks = entries.get('tasks');
  if (tasks === undefined) return keyRange(text, entries.get('triggers'));
  const { base, entry } = tasks;
  const isOpen = parts.some(
    ({ base: start, found }) =>
      start === base && found.empty.some(({ offset }) => offset === entry.valueStart),
  );
  return isOpen || isEmptyValue(reading, tasks) ? keyRange(text, tasks) : null;
}

function isEmptyValue(reading: IdentityReading, at: EntryAt): boolean {
  const { base, entry } = at;
  const scalar = scalarIn(reading, at);
  if (scalar !== null) return scalar.value === '' || (scalar.isPlain && nulls.has(scalar.value));
  const value = reading.text.slice(base + entry.valueStart, base + entry.valueStart + longestEmpty);
  return /^[ \t]*(?:\[\s*\]|\{\s*\})/.test(value);
}

/** So far it is looked whether a list or a map is closed at once, in characters. */
const longestEmpty = 200;

function keyRange(text: string, found: EntryAt | undefined): TextRange | null {
  if (found === undefined) return null;
  const { key, valueStart } = found.entry;
  const start = text.lastIndexOf(key, found.base + valueStart);
  return { start, end: start + key.length };
}

/** Whether the entries of a root are those of a flow. */
function isKnown(entries: ReadonlyMap<string, EntryAt>): boolean {
  return entries.has('id') && entries.has('namespace') && (entries.has('tasks') || entries.has('triggers'));
}

/** Maps that one map may merge: more than anybody writes; each of them is read anew. */
const mostMerged = 50;

/** The entries of a map, those it merges (`<<`) included; an entry of its own wins. */
function addEntries(reading: IdentityReading, parts: readonly FoundAt[]): void {
  const { entries, merged, text } = reading;
  const merges: EntryAt[] = [];
  for (const { base, found } of parts) {
    for (const entry of found.entries) {
      if (entry.key === '<<') merges.push({ base, entry });
      else if (!entries.has(entry.key)) entries.set(entry.key, { base, entry });
    }
  }
  if (isKnown(entries)) return;
  for (const { base, entry } of merges) {
    if (reading.reads >= mostMerged) return;
    const start = skipBlanks(text, entry.valueStart + base);
    const aliases = /^\s*(?:\[?\s*(?:-\s+)?\*[^\s,[\]{}]+,?)+/.exec(text.slice(start, start + longestMerge));
    if (aliases === null) {
      reading.reads += 1;
      addEntries(reading, [readNodeAt(text, start, -1, 0)]);
    }
    for (const [, name = ''] of (aliases?.[0] ?? '').matchAll(/\*([^\s,[\]{}]+)/g)) {
      const target = reading.anchors.get(name);
      if (target === undefined || merged.has(name) || reading.reads >= mostMerged) continue;
      merged.add(name);
      reading.reads += 1;
      const { column, parentIndent } = target.anchor;
      addEntries(reading, [readNodeAt(text, target.anchor.start + target.base, column, parentIndent)]);
    }
  }
}

/** The aliases after one `<<` are looked for so far, in characters. */
const longestMerge = 4096;

/** Reads one node on its own, as if it were the root of a document. */
function readNodeAt(text: string, start: number, column: number, parentIndent: number): FoundAt {
  const scan = scanOf(text, start, null);
  const due = { ...rootDue, parentIndent };
  if (isLineOver(text, start)) {
    scan.due = due;
    scan.at = nextLine(text, start);
  } else {
    readNode(scan, due, start, column);
  }
  scanLines(scan, { floor: parentIndent, cut: () => false });
  return { base: start, found: scan.found };
}

interface ScalarValue {
  readonly value: string;
  readonly range: TextRange;
  readonly isPlain: boolean;
}

/** The scalar that an entry has as its value; null where it has none. An alias is its own name (Kestra: Jackson's YAMLParser). */
function scalarIn({ text }: IdentityReading, { base, entry }: EntryAt): ScalarValue | null {
  const { value } = entry;
  if (value === null) return null;
  if (!('alias' in value)) return scalarValue(text, base, value);
  const start = text.indexOf('*', base + entry.valueStart) + 1;
  return { value: value.alias, range: { start, end: start + value.alias.length }, isPlain: false };
}

function scalarValue(text: string, base: number, scalar: FoundScalar): ScalarValue {
  const { decoded, contentStart, contentEnd } = decodeScalar(text, base, scalar);
  const range = { start: contentStart, end: contentEnd };
  return { value: decoded.text, range, isPlain: scalar.style === 'plain' };
}

const nulls = new Set(['', '~', 'null', 'Null', 'NULL']);

function namespaceOf(scalar: ScalarValue | null): FlowNamespace {
  if (scalar === null) return { kind: 'dynamic' };
  const value = scalar.value.trim();
  if (value === '' || value.includes('{') || (scalar.isPlain && nulls.has(value))) return { kind: 'dynamic' };
  return { kind: 'literal', value, range: scalar.range };
}
