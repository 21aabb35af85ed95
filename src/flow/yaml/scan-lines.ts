import { countSteps } from '../steps.ts';
import { valueStart } from './expression-values.ts';
import type { Frame } from './frames.ts';
import { isEmptyAt, lineEndAt, nextLine, skipBlanks } from './lines.ts';
import { isDocumentMark } from './scalar-ends.ts';
import { readEntry, readItem, readNode } from './scan-node.ts';
import { close, open, rootDue, takeNothing, takeOther, takeScalar, type Due, type Scan } from './scan.ts';

/** Where reading stopped, and why. */
export type Stop = 'end' | 'cut' | 'document';

export interface Limits {
  /** Asked at each line that begins a new entry of an open collection: whether to stop before it. */
  cut(at: number, frame: Frame): boolean;
  /** Lines indented by no more than this end the reading; -1 for none. */
  readonly floor: number;
}

/**
 * Reads the lines of a document from where the scan stands, at the start of a line. Stops at the end of the text, at
 * the line where a `---` or `...` stands, or where it is to be cut.
 */
export function scanLines(scan: Scan, limits: Limits): Stop {
  const { text } = scan;
  while (scan.at < text.length) {
    countSteps(1);
    const lineStart = scan.at;
    let first = lineStart;
    while (text.charCodeAt(first) === 0x20) first += 1;
    const column = first - lineStart;
    first = skipBlanks(text, first);
    const code = text.charCodeAt(first);
    const isBlank =
      first >= text.length || code === 0x0a || (code === 0x0d && text.charCodeAt(first + 1) === 0x0a);
    if (isBlank || code === 0x23) {
      scan.at = nextLine(text, first);
      continue;
    }
    if (column === 0 && isDocumentMark(text, lineStart)) return stop(scan, 'document');
    if (column <= limits.floor) return stop(scan, 'end');
    const isDash = code === 0x2d && isEmptyAt(text, first + 1);
    leave(scan, column, isDash);
    const { frame } = scan;
    const isEntry = frame?.indent === column && (frame.kind === 'list') === isDash;
    if (isEntry && scan.due === null && lineStart > scan.base && limits.cut(lineStart, frame)) return 'cut';
    readLine(scan, lineStart, first, column, isDash);
  }
  return stop(scan, 'end');
}

function stop(scan: Scan, why: Stop): Stop {
  leave(scan, -1, false);
  return why;
}

/** Closes what a line at this column does not belong to. */
export function leave(scan: Scan, column: number, isDash: boolean): void {
  const { due } = scan;
  const { frame } = scan;
  if (due !== null && !belongs(due, frame, column, isDash)) {
    takeNothing(scan, due, false);
    scan.due = null;
  }
  while (scan.frame !== null && scan.frame.indent > column) close(scan);
  const list = scan.frame;
  // A list can stand at the column of the key it belongs to; the next key ends it.
  if (list?.kind === 'list' && list.indent === column && !isDash && list.parent?.indent === column)
    close(scan);
}

/** Whether a line at this column is, or begins, what is due. */
function belongs(due: Due, frame: Frame | null, column: number, isDash: boolean): boolean {
  return column > due.parentIndent || (isDash && frame?.kind === 'map' && column === due.parentIndent);
}

function readLine(scan: Scan, lineStart: number, first: number, column: number, isDash: boolean): void {
  const { due, frame } = scan;
  if (due !== null) {
    scan.due = null;
    if (isDash) {
      takeOther(scan, due);
      open(scan, 'list', column, due);
      readItem(scan, first, column);
    } else {
      readNode(scan, due, first, column);
    }
    return;
  }
  if (frame === null) {
    // What stood here before was no flow; whatever begins now may be one.
    readNode(scan, rootDue, first, column);
    return;
  }
  if (frame.indent === column && frame.kind === 'list' && isDash) {
    readItem(scan, first, column);
    return;
  }
  if (frame.indent === column && frame.kind === 'map' && !isDash && readEntry(scan, first)) return;
  takeBrokenLine(scan, lineStart);
}

/** A line that fits nowhere: its value is what somebody is typing. */
function takeBrokenLine(scan: Scan, lineStart: number): void {
  const { text } = scan;
  const end = lineEndAt(text, lineStart);
  const start = valueStart(text, lineStart, end);
  takeScalar(scan, rootDue, { style: 'plain', start, end, fault: 'broken-line' }, false);
  scan.at = nextLine(text, end);
}
