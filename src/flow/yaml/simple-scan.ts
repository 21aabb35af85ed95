import { countSteps } from '../steps.ts';
import type { ScalarStyle } from '../types.ts';
import { intern } from '../../text/intern.ts';
import { nextLine } from './lines.ts';
import { leave } from './scan-lines.ts';
import { blockEnd, isDocumentMark } from './scalar-ends.ts';
import {
  isRoot,
  open,
  rootDue,
  scanOf,
  takeOther,
  takeRootEntry,
  takeScalar,
  type Due,
  type Scan,
  type ScanFindings,
} from './scan.ts';
import { blockHeaderEnd, isSimpleBlock, isWordCode, simpleValueEnd } from './simple-values.ts';

/** Says whether what stands between two offsets may be of use to anybody. */
export type IsWanted = (start: number, end: number) => boolean;

/** A text of any other characters is not simple: a tab, a carriage return, what cannot be printed. */
const simpleText = /^[\n -~\u00a0-\ufefe\uff00-\ufffd]*$/;

/** More collections in one another than people write by hand. */
const deepestSimple = 50;

/** The scan of a text that was found to be simple so far. */
interface SimpleScan {
  readonly scan: Scan;
  readonly isWanted: IsWanted;
  /** The keys of the open maps, by their depth. */
  readonly keys: string[][];
}

/**
 * Reads the one document of a text from `base` on where it is simple: a map of lines that each hold a key, a dash, one value
 * on the same line, or a block scalar, as nearly all flows are written. Its findings are then those of the scan of all
 * YAML, but for values that nobody asks for, and nothing is wrong with it. null: it is not simple, whatever it is.
 */
export function scanSimple(text: string, base: number, isWanted: IsWanted): ScanFindings | null {
  if (!simpleText.test(text)) return null;
  const scan = scanOf(text, base, null);
  scan.due = rootDue;
  const simple: SimpleScan = { scan, isWanted, keys: [] };
  while (scan.at < text.length) {
    countSteps(1);
    const lineStart = scan.at;
    let first = lineStart;
    while (text.charCodeAt(first) === 0x20) first += 1;
    const code = text.charCodeAt(first);
    if (code === 0x0a || code === 0x23 || first >= text.length) {
      scan.at = nextLine(text, first);
      continue;
    }
    if (first === lineStart && isDocumentMark(text, lineStart)) return null;
    if (!readLine(simple, first, first - lineStart)) return null;
  }
  leave(scan, -1, false);
  return scan.found;
}

function readLine(simple: SimpleScan, first: number, column: number): boolean {
  const { scan } = simple;
  const isDash = isDashAt(scan.text, first);
  leave(scan, column, isDash);
  const { due, frame } = scan;
  if (due !== null) {
    scan.due = null;
    // A list that is all of the document is no flow.
    if (isDash && due === rootDue) return false;
    return openAt(simple, due, first, column, isDash);
  }
  if (frame?.indent !== column || (frame.kind === 'list') !== isDash) return false;
  return isDash ? readItem(simple, first, column) : readEntry(simple, first);
}

function isDashAt(text: string, at: number): boolean {
  if (text.charCodeAt(at) !== 0x2d) return false;
  const next = text.charCodeAt(at + 1);
  return next === 0x20 || next === 0x0a || at + 1 >= text.length;
}

function openAt(simple: SimpleScan, due: Due, first: number, column: number, isDash: boolean): boolean {
  const { scan, keys } = simple;
  takeOther(scan, due);
  open(scan, isDash ? 'list' : 'map', column, due);
  const depth = scan.frame?.depth ?? 0;
  if (depth >= deepestSimple) return false;
  keys[depth] = [];
  return isDash ? readItem(simple, first, column) : readEntry(simple, first);
}

function readItem(simple: SimpleScan, dash: number, column: number): boolean {
  const { scan } = simple;
  const { text } = scan;
  const at = skipSpaces(text, dash + 1);
  if (isDashAt(text, at)) return false;
  if (keyEndAt(text, at) === -1) return readValue(simple, null, dash + 1);
  return openAt(simple, dueOf(scan, null, dash + 1), at, column + at - dash, false);
}

function readEntry(simple: SimpleScan, first: number): boolean {
  const { text, frame } = simple.scan;
  const colon = keyEndAt(text, first);
  const own = simple.keys[frame?.depth ?? 0];
  if (colon === -1 || own === undefined) return false;
  const key = text.slice(first, colon);
  if (own.includes(key)) return false;
  own.push(key);
  return readValue(simple, key, colon + 1);
}

/** Where the `:` stands behind a key that is one plain word; -1: none is here. */
function keyEndAt(text: string, first: number): number {
  let at = first;
  let code = text.charCodeAt(at);
  while (isWordCode(code) || (at > first && (code === 0x2d || code === 0x2e))) {
    at += 1;
    code = text.charCodeAt(at);
  }
  // A number is another key to YAML, however it is written.
  if (code !== 0x3a || at === first || text.charCodeAt(first) <= 0x39) return -1;
  const next = text.charCodeAt(at + 1);
  return next === 0x20 || next === 0x0a || at + 1 >= text.length ? at : -1;
}

/** Reads what stands behind a mark that ends before `from`, to the end of its last line. */
function readValue(simple: SimpleScan, key: string | null, from: number): boolean {
  const { scan } = simple;
  const { text } = scan;
  const start = skipSpaces(text, from);
  const newline = text.indexOf('\n', start);
  const lineEnd = newline === -1 ? text.length : newline;
  scan.at = newline === -1 ? text.length : newline + 1;
  const code = text.charCodeAt(start);
  if (start === lineEnd || (code === 0x23 && start > from)) {
    scan.due = dueOf(scan, key, from);
    return true;
  }
  if (code === 0x7c || code === 0x3e) return readBlock(simple, key, from, start, lineEnd);
  const end = simpleValueEnd(text, start, lineEnd);
  if (end === -1) return false;
  if (code === 0x5b || code === 0x7b) takeOther(scan, dueOf(scan, key, from));
  else if (isNeeded(simple, key, start, end)) {
    takeScalar(scan, dueOf(scan, key, from), { style: styleOf(code), start, end, fault: null }, false);
  }
  return true;
}

function readBlock(
  simple: SimpleScan,
  key: string | null,
  from: number,
  start: number,
  lineEnd: number,
): boolean {
  const { scan } = simple;
  const { text, at: contentStart } = scan;
  const headerEnd = blockHeaderEnd(text, start);
  const parentIndent = scan.frame?.indent ?? 0;
  if (headerEnd !== lineEnd || !isSimpleBlock(text, contentStart, parentIndent)) return false;
  const header = text.slice(start, headerEnd);
  const end = blockEnd(text, contentStart, parentIndent + 1, header);
  scan.at = end;
  if (!isNeeded(simple, key, start, end)) return true;
  const block = { header, contentStart, parentIndent };
  const style = header.startsWith('>') ? 'folded' : 'literal';
  takeScalar(scan, dueOf(scan, key, from), { style, start, end, fault: null, block }, false);
  return true;
}

/** Whether a value says what a map or the document is, or may be of use to who reads it. */
function isNeeded({ scan, isWanted }: SimpleScan, key: string | null, start: number, end: number): boolean {
  return key === 'type' || (scan.frame !== null && isRoot(scan.frame)) || isWanted(start, end);
}

/** What is due behind a key or a dash of the innermost collection, whose mark ends before `from`. */
function dueOf(scan: Scan, key: string | null, from: number): Due {
  const { frame } = scan;
  const isRootKey = key !== null && frame !== null && isRoot(frame);
  return {
    key: key === null ? null : intern(key),
    isKey: false,
    parentIndent: frame?.indent ?? 0,
    offset: from,
    entry: isRootKey ? takeRootEntry(scan, key, from - 1) : null,
  };
}

function styleOf(code: number): ScalarStyle {
  return code === 0x22 ? 'double-quoted' : code === 0x27 ? 'single-quoted' : 'plain';
}

function skipSpaces(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === 0x20) at += 1;
  return at;
}
