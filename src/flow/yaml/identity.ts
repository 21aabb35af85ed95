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
}

/** What was found in a stretch of the text that begins at `base`. */
export interface FoundAt {
  readonly base: number;
  readonly found: Pick<ScanFindings, 'entries' | 'anchors' | 'scalars'>;
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
  return {
    isFlow: isKnown(entries),
    id: id === undefined ? null : (scalarIn(reading, id)?.value ?? null),
    namespace: namespace === undefined ? null : namespaceOf(scalarIn(reading, namespace)),
    pluginDefaults: keyRange(text, entries.get('pluginDefaults')),
  };
}

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

/** The scalar that an entry has as its value, through an alias too; null where it has none. */
function scalarIn({ text, anchors }: IdentityReading, { base, entry }: EntryAt): ScalarValue | null {
  const { value } = entry;
  if (value === null) return null;
  if (!('alias' in value)) return scalarValue(text, base, value);
  const target = anchors.get(value.alias);
  if (target === undefined) return null;
  const { anchor } = target;
  const node = readNodeAt(text, anchor.start + target.base, -1, anchor.parentIndent);
  const [scalar] = node.found.scalars;
  return scalar?.start === 0 ? scalarValue(text, node.base, scalar) : null;
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
