import { isExpressionStart } from './expression-values.ts';
import { keyAt, wordEnd, type Key } from './keys.ts';
import { isEmptyAt, isLineOver, lineEndAt, nextLine, skipBlanks } from './lines.ts';
import { deepest } from './frames.ts';
import { intern } from '../../text/intern.ts';
import { scanFlowCollection } from './scan-flow.ts';
import { readLeaf } from './scan-leaf.ts';
import {
  depthOf,
  isRoot,
  open,
  rootDue,
  takeKey,
  takeOther,
  takeRootEntry,
  type Due,
  type Scan,
} from './scan.ts';

/**
 * Reads the node that begins at `first`, to the end of its last line. `column` is where a collection that begins
 * here has its entries, or -1 where none can begin.
 */
export function readNode(scan: Scan, due: Due, first: number, column: number): void {
  const { text } = scan;
  const lineEnd = lineEndAt(text, first);
  if (column !== -1 && depthOf(scan.frame) <= deepest && readCollection(scan, due, first, lineEnd, column))
    return;
  let at = first;
  while (text[at] === '&' || text[at] === '!') {
    const end = wordEnd(text, at);
    const next = skipBlanks(text, end);
    if (text[at] === '&') {
      const name = text.slice(at + 1, end);
      scan.found.anchors.push({ name, start: next - scan.base, column, parentIndent: due.parentIndent });
    }
    if (isLineOver(text, end)) {
      scan.due = due;
      scan.at = nextLine(text, end);
      return;
    }
    at = next;
  }
  if (text[at] === '[' || (text[at] === '{' && !isExpressionStart(text, at))) {
    takeOther(scan, due);
    const end = scanFlowCollection(scan, at, due);
    // Where it is never closed, it ends at the start of a line.
    scan.at = end > lineEnd && text[end - 1] === '\n' ? end : nextLine(text, end);
  } else {
    readLeaf(scan, due, at, lineEnd);
  }
}

/** Reads a list or a map whose first entry stands here; false where none does. */
function readCollection(scan: Scan, due: Due, first: number, lineEnd: number, column: number): boolean {
  const { text } = scan;
  const char = text.charAt(first);
  const isMark = (char === '-' || char === '?' || char === ':') && isEmptyAt(text, first + 1);
  const key = isMark ? null : keyAt(text, first, lineEnd);
  if (!isMark && key === null) return false;
  takeOther(scan, due);
  open(scan, char === '-' && isMark ? 'list' : 'map', column, due);
  if (key !== null) readValue(scan, key);
  else if (char === '-') readItem(scan, first, column);
  else readEntry(scan, first);
  return true;
}

/** Reads what stands after a mark, from `at` on; where nothing stands there it remains due. */
function readAfterMark(scan: Scan, due: Due, at: number, column: number): void {
  if (isLineOver(scan.text, at)) {
    scan.due = due;
    scan.at = nextLine(scan.text, at);
  } else {
    readNode(scan, due, at, column);
  }
}

/** Reads what stands after the `-` at `dash`; the list is the innermost frame. */
export function readItem(scan: Scan, dash: number, column: number): void {
  const due: Due = { ...rootDue, parentIndent: column, offset: dash + 1 };
  const at = skipBlanks(scan.text, dash + 1);
  readAfterMark(scan, due, at, column + at - dash);
}

/** Reads an entry of the innermost map that begins at `first`; false where no key stands there. */
export function readEntry(scan: Scan, first: number): boolean {
  const { frame, text } = scan;
  if (frame === null) return false;
  const column = frame.indent;
  if (text[first] === '?' && isEmptyAt(text, first + 1)) {
    const at = skipBlanks(text, first + 1);
    readAfterMark(scan, { ...rootDue, isKey: true, parentIndent: column }, at, column + at - first);
    return true;
  }
  const key =
    text[first] === ':' && isEmptyAt(text, first + 1)
      ? { colon: first, text: frame.explicitKey, span: null }
      : keyAt(text, first, lineEndAt(text, first));
  if (key === null) return false;
  readValue(scan, key);
  return true;
}

/** Reads what stands after a key of the innermost map. */
function readValue(scan: Scan, { colon, span, text: key }: Key): void {
  const { frame } = scan;
  if (frame === null) return;
  frame.explicitKey = null;
  if (span !== null) takeKey(scan, span, false);
  const due: Due = {
    key: key === null ? null : intern(key),
    isKey: false,
    parentIndent: frame.indent,
    offset: colon + 1,
    entry: isRoot(frame) ? takeRootEntry(scan, key, colon) : null,
  };
  readAfterMark(scan, due, skipBlanks(scan.text, colon + 1), -1);
}
