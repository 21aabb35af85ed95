import { countSteps } from '../steps.ts';
import { expressionEnd, isExpressionStart } from './expression-values.ts';
import { intern } from '../../text/intern.ts';
import { isEmptyAt, lineEndAt, skipBlanks } from './lines.ts';
import { isDocumentMark, plainEnd, plainLine, quotedEnd } from './scalar-ends.ts';
import {
  addPlace,
  close,
  isRoot,
  open,
  takeAlias,
  rootDue,
  takeKey,
  takeNothing,
  takeOther,
  takeRootEntry,
  takeScalar,
  type Due,
  type RootEntry,
  type ScalarSpan,
  type Scan,
} from './scan.ts';

/** What was read of the present entry of a flow collection. */
interface Entry {
  /** A scalar of which is not known yet whether it is a key. */
  scalar: ScalarSpan | null;
  key: string | null;
  /** Where its `:` stands, or -1. */
  colon: number;
  /** Whether anything stands as its value. */
  hasValue: boolean;
  entry: RootEntry | null;
}

const indicators = ',[]{}';

const newEntry = (): Entry => ({ scalar: null, key: null, colon: -1, hasValue: false, entry: null });

/**
 * Reads `[…]` or `{…}` that begins at `start`, and returns where it ends: where a line is indented too little, if it
 * is never closed.
 */
export function scanFlowCollection(scan: Scan, start: number, due: Due): number {
  const { text } = scan;
  const indent = due.parentIndent + 1;
  const entries: Entry[] = [];
  /** Whether a `:` can follow at once, as after the quoted key of JSON. */
  let afterKey = false;
  let at = start;
  let lineEnd = lineEndAt(text, start);
  const begin = (kind: 'map' | 'list', of: Due): void => {
    if (kind === 'map') addPlace(scan, scan.found.braces, at, of.key, entries.length > 0);
    open(scan, kind, -1, of);
    entries.push(newEntry());
    afterKey = false;
    at += 1;
  };
  begin(text[start] === '{' ? 'map' : 'list', due);
  for (;;) {
    countSteps(1);
    const entry = entries.at(-1);
    if (entry === undefined) return at;
    const found = skipToToken(text, at, indent, entries.length);
    ({ at } = found);
    if (found.ended) break;
    if (at > lineEnd) lineEnd = lineEndAt(text, at);
    const char = text.charAt(at);
    if (char === ',') {
      finish(scan, entry);
      entries[entries.length - 1] = newEntry();
      afterKey = false;
      at += 1;
    } else if (char === ']' || char === '}') {
      finish(scan, entry);
      entries.pop();
      close(scan);
      afterKey = true;
      at += 1;
    } else if (
      char === ':' &&
      (afterKey || isEmptyAt(text, at + 1) || indicators.includes(text.charAt(at + 1)))
    ) {
      readKey(scan, entry, at);
      afterKey = false;
      at += 1;
    } else if (char === '?' && isEmptyAt(text, at + 1)) {
      at += 1;
    } else if (char === '&' || char === '!' || char === '*') {
      const end = wordEnd(text, at + 1);
      if (char === '*') {
        entry.hasValue ||= entry.colon !== -1;
        const colon = skipBlanks(text, end);
        const isKey = entry.colon === -1 && text[colon] === ':' && isEmptyAt(text, colon + 1);
        takeAlias(scan, isKey ? 'key' : 'value', at, end);
      }
      at = end;
    } else if (char === '{' && isExpressionStart(text, at)) {
      const end = expressionEnd(text, at, lineEnd);
      addPlace(scan, scan.found.braces, at, dueIn(scan, entry).key, true);
      takeInFlow(scan, entry, { style: 'plain', start: at, end, fault: 'no-quotes' });
      at = end;
    } else if (char === '[' || char === '{') {
      const of = dueIn(scan, entry);
      takeOther(scan, of);
      entry.hasValue = true;
      entry.scalar = null;
      begin(char === '{' ? 'map' : 'list', of);
    } else {
      const span = scalarAt(text, at, lineEnd, indent);
      takeInFlow(scan, entry, span);
      afterKey = span.style !== 'plain';
      at = Math.max(span.end, at + 1);
    }
  }
  for (let entry = entries.pop(); entry !== undefined; entry = entries.pop()) {
    finish(scan, entry);
    close(scan);
  }
  return at;
}

/** Past white space, comments and lines; `ended`: a line is indented too little, or the text is over. */
function skipToToken(
  text: string,
  from: number,
  indent: number,
  depth: number,
): { at: number; ended: boolean } {
  let at = from;
  for (;;) {
    at = skipBlanks(text, at);
    const code = text.charCodeAt(at);
    if (at >= text.length) return { at, ended: true };
    if (code === 0x23 && (at === 0 || isEmptyAt(text, at - 1))) {
      at = lineEndAt(text, at);
    } else if (code === 0x0d && text.charCodeAt(at + 1) === 0x0a) {
      at += 1;
    } else if (code === 0x0a) {
      const line = at + 1;
      let first = line;
      while (text.charCodeAt(first) === 0x20) first += 1;
      const isOver = isEmptyAt(text, first) || text.charCodeAt(first) === 0x23;
      if (!isOver && (first - line < indent || isDocumentMark(text, line))) {
        const closes = first - line === indent - 1 && depth === 1 && ']}'.includes(text.charAt(first));
        if (!closes) return { at: line, ended: true };
      }
      at = first;
    } else {
      return { at, ended: false };
    }
  }
}

function wordEnd(text: string, from: number): number {
  let at = from;
  while (!isEmptyAt(text, at) && !indicators.includes(text.charAt(at))) at += 1;
  return at;
}

function scalarAt(text: string, at: number, lineEnd: number, indent: number): ScalarSpan {
  const quote = text.charAt(at);
  if (quote === '"' || quote === "'") {
    const style = quote === '"' ? 'double-quoted' : 'single-quoted';
    const end = quotedEnd(text, at, indent);
    const isWhole =
      end !== -1 && (end <= lineEnd || isEmptyAt(text, end) || `${indicators}:`.includes(text.charAt(end)));
    return { style, start: at, end: isWhole ? end : lineEnd, fault: null };
  }
  const first = plainLine(text, at, lineEnd, true);
  return { style: 'plain', start: at, end: plainEnd(text, first, indent, true), fault: null };
}

function readKey(scan: Scan, entry: Entry, colon: number): void {
  const { scalar } = entry;
  entry.colon = colon;
  entry.scalar = null;
  entry.hasValue = false;
  if (scalar === null) return;
  entry.key = intern(scan.text.slice(scalar.start, scalar.end).replace(/^(["'])(.*)\1$/s, '$2'));
  takeKey(scan, scalar, true);
  const { frame } = scan;
  if (frame !== null && isRoot(frame)) entry.entry = takeRootEntry(scan, entry.key, colon);
}

/** What the present entry would hold. Written out: there is one for each value, and a spread takes many times as long. */
function dueIn({ frame }: Scan, { colon, key, entry }: Entry): Due {
  if (frame === null) return rootDue;
  // In a list `[a: b]` is an item that is a map of one entry.
  const offset = frame.kind === 'map' || colon !== -1 ? colon + 1 : -1;
  return { key, isKey: false, parentIndent: -1, offset, entry };
}

function takeInFlow(scan: Scan, entry: Entry, span: ScalarSpan): void {
  countSteps(span.end - span.start);
  if (entry.colon === -1) {
    entry.scalar = span;
    return;
  }
  if (!entry.hasValue) takeScalar(scan, dueIn(scan, entry), span, true);
  entry.hasValue = true;
}

/** At the end of an entry: a scalar was a value, or a key without one. */
function finish(scan: Scan, entry: Entry): void {
  if (entry.colon === -1) {
    if (entry.scalar === null) return;
    if (scan.frame?.kind === 'list') takeScalar(scan, dueIn(scan, entry), entry.scalar, true);
    else takeKey(scan, entry.scalar, true);
  } else if (!entry.hasValue) {
    takeNothing(scan, dueIn(scan, entry), true);
  }
}
