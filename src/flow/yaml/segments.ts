import type { TextEdit } from '../../ports/text.ts';
import { sameFrames, undecidedMaps, type Frame } from './frames.ts';
import { isLineOver, nextLine, skipBlanks } from './lines.ts';
import { readNode } from './scan-node.ts';
import { isDocumentMark } from './scalar-ends.ts';
import { scanLines } from './scan-lines.ts';
import { rootDue, scanOf, type ScanFindings } from './scan.ts';

/**
 * A stretch of a file that was read on its own: from the first entry of a line to another one, or one document. What
 * is in it depends on its text, on the first line after it, and on the collections that are open where it begins.
 */
export interface Segment {
  readonly length: number;
  /** Up to where its first line ends, line break included; what stands there was looked at from above too. */
  readonly firstLine: number;
  readonly opening: Opening;
  readonly found: ScanFindings;
  /** The maps that are still open at the end, with no `type` yet. */
  readonly undecided: readonly Frame[];
}

/** How a segment begins. `between`: in no document. */
export type Opening =
  | { readonly kind: 'between' }
  | { readonly kind: 'document' }
  | { readonly kind: 'entry'; readonly frame: Frame };

/** Segments of a file in the order of its text; together they are all of it. */
export type Segments = readonly Segment[];

/** About so many characters are read together, unless a test says otherwise. */
export const segmentLength = 2048;

export function readSegments(text: string, length: number): Segments {
  return readOn(text, 0, { kind: 'between' }, length, () => -1).segments;
}

/**
 * The segments of `text`, which has become of a text with the segments `old` by `edits` (in its order, not
 * overlapping). What no edit touches is taken over.
 */
export function editSegments(
  old: Segments,
  text: string,
  edits: readonly TextEdit[],
  length: number,
): Segments {
  const segments: Segment[] = [];
  const starts = startsOf(old);
  const known = new Map(starts.map((start, index) => [start, index]));
  /** The next edit that the new segments have not passed, and how much longer the text became by those before. */
  let next = 0;
  let grown = 0;
  // The old segment that goes on as before at this place, or -1.
  const sameAt = (at: number, opening: Opening): number => {
    for (let edit = edits[next]; edit !== undefined; edit = edits[next]) {
      const { range, text: inserted } = edit;
      if (range.start + grown + inserted.length > at) break;
      grown += inserted.length - (range.end - range.start);
      next += 1;
    }
    const index = known.get(at - grown) ?? -1;
    const segment = old[index];
    if (segment === undefined || !sameOpening(segment.opening, opening)) return -1;
    return (edits[next]?.range.start ?? Infinity) < at - grown + segment.firstLine ? -1 : index;
  };
  let index = 0;
  let at = 0;
  while (index < old.length || at < text.length) {
    const edited = edits[next]?.range.start ?? Infinity;
    for (let segment = old[index]; segment !== undefined; segment = old[index]) {
      const below = old[index + 1];
      const reach = (starts[index] ?? 0) + segment.length + (below?.firstLine ?? 0);
      if (edited < reach || (below === undefined && edited !== Infinity)) break;
      segments.push(segment);
      at += segment.length;
      index += 1;
    }
    if (edited === Infinity) break;
    // A file always begins in no document, also where that is no segment of its own.
    const opening = (at === 0 ? undefined : old[index]?.opening) ?? { kind: 'between' };
    const read = readOn(text, at, opening, length, sameAt);
    for (const segment of read.segments) segments.push(segment);
    ({ at } = read);
    index = read.same === -1 ? old.length : read.same;
    if (read.same === -1) break;
  }
  return segments;
}

/** Where each segment begins. */
export function startsOf(segments: Segments): number[] {
  const starts: number[] = [];
  let start = 0;
  for (const { length } of segments) {
    starts.push(start);
    start += length;
  }
  return starts;
}

function sameOpening(left: Opening, right: Opening): boolean {
  if (left.kind === 'entry' && right.kind === 'entry') return sameFrames(left.frame, right.frame);
  return left.kind === right.kind;
}

/** Reads segments from `start` on, to the end of the text or to where an old one is the same. */
function readOn(
  text: string,
  start: number,
  from: Opening,
  length: number,
  sameAt: (at: number, opening: Opening) => number,
): { readonly segments: Segment[]; readonly at: number; readonly same: number } {
  const segments: Segment[] = [];
  let at = start;
  let opening = from;
  while (at < text.length) {
    const opened = at;
    const read = readSegment(
      text,
      at,
      opening,
      (place, frame) => place - opened >= length || sameAt(place, { kind: 'entry', frame }) !== -1,
    );
    if (read.segment.length > 0) segments.push(read.segment);
    at += read.segment.length;
    opening = read.next;
    const same = at < text.length && read.segment.length > 0 ? sameAt(at, opening) : -1;
    if (same !== -1) return { segments, at, same };
  }
  return { segments, at, same: -1 };
}

interface ReadSegment {
  readonly segment: Segment;
  /** How the next one begins. */
  readonly next: Opening;
}

/** Reads on from `start`, up to where `ends` says so or the document ends. */
function readSegment(
  text: string,
  start: number,
  opening: Opening,
  ends: (at: number, frame: Frame) => boolean,
): ReadSegment {
  const scan = scanOf(text, start, opening.kind === 'entry' ? opening.frame : null);
  const endSegment = (at: number, next: Opening): ReadSegment => ({
    segment: {
      length: at - start,
      firstLine: firstLineOf(text, start),
      opening,
      found: scan.found,
      undecided: undecidedMaps(scan.frame),
    },
    next,
  });
  if (opening.kind === 'between') return endSegment(documentStart(text, start), { kind: 'document' });
  if (opening.kind === 'document') {
    if (!isDocumentMark(text, start)) {
      scan.due = rootDue;
    } else if (isLineOver(text, start + 3)) {
      scan.due = rootDue;
      scan.at = nextLine(text, start);
    } else {
      readNode(scan, rootDue, skipBlanks(text, start + 3), 0);
    }
  }
  const stopped = scanLines(scan, {
    floor: -1,
    cut: ends,
  });
  if (stopped === 'cut' && scan.frame !== null)
    return endSegment(scan.at, { kind: 'entry', frame: scan.frame });
  if (stopped === 'end') return endSegment(text.length, { kind: 'between' });
  if (text.startsWith('---', scan.at)) return endSegment(scan.at, { kind: 'document' });
  return endSegment(nextLine(text, scan.at), { kind: 'between' });
}

/** How long the line is; one without a line break counts as one longer, for what may be written after it. */
function firstLineOf(text: string, start: number): number {
  const newline = text.indexOf('\n', start);
  return (newline === -1 ? text.length : newline) + 1 - start;
}

/** Where the next document begins: past white space, comments and directives. */
export function documentStart(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const isMarked = at === 0 && text.charCodeAt(0) === 0xfeff;
    const line = isMarked ? at + 1 : at;
    const isEnd = text[line] === '.' && isDocumentMark(text, line);
    if (text[line] !== '%' && !isEnd && !isLineOver(text, line)) return line;
    at = nextLine(text, line);
  }
  return text.length;
}
