import type { TextEdit, TextRange } from '../../ports/text.ts';
import { identityOf, type Identity } from './identity.ts';
import type { Frame } from './frames.ts';
import { scanSimple, type IsWanted } from './simple-scan.ts';
import {
  documentStart,
  editSegments,
  readSegments,
  segmentLength,
  startsOf,
  type Segment,
  type Segments,
} from './segments.ts';

/** A segment of a document and where it begins in the file. */
export interface SegmentAt {
  readonly base: number;
  readonly segment: Segment;
}

/** One YAML document: what it is, and what it is made of. */
export interface YamlDocument extends Identity {
  readonly range: TextRange;
  readonly parts: readonly SegmentAt[];
  /** What maps say as their `type`, where that stands in a later segment. */
  readonly laterTypes: ReadonlyMap<Frame, string>;
}

/** The YAML of a file. */
export interface Syntax {
  readonly text: string;
  readonly segments: Segments;
  readonly documents: readonly YamlDocument[];
  /**
   * Whether it is so simple that nothing is wrong with its YAML. It then has no values but those that were wanted, and is
   * not to be carried on by edits.
   */
  readonly isSimple: boolean;
}

/** What may stand before a simple document: no directive, and no end of another one. */
const onlyComments = /^(?:[ ]*(?:#[^\n]*)?\n)*$/;

/**
 * The syntax of a text that is one simple document, with no values but those of which `isWanted` says so (by offsets of the
 * text), the types of its maps, and what says that it is a flow; null where it is not simple.
 */
export function readSimpleSyntax(text: string, isWanted: IsWanted): Syntax | null {
  const base = documentStart(text, 0);
  if (base === text.length || !onlyComments.test(text.slice(0, base))) return null;
  const found = scanSimple(text, base, isWanted);
  if (found === null) return null;
  const length = text.length - base;
  const segment: Segment = { length, firstLine: length, opening: { kind: 'document' }, found, undecided: [] };
  const document: YamlDocument = {
    ...identityOf(text, [{ base, found }]),
    range: { start: base, end: text.length },
    parts: [{ base, segment }],
    laterTypes: noTypes,
  };
  return { text, segments: [], documents: [document], isSimple: true };
}

/** `length`: of the segments, in characters. */
export function readSyntax(text: string, length = segmentLength): Syntax {
  return syntaxOf(text, readSegments(text, length));
}

/** The syntax of `text`, which became of that in `syntax` by `edits` (in the text's order, not overlapping). */
export function editSyntax(
  syntax: Syntax,
  text: string,
  edits: readonly TextEdit[],
  length = segmentLength,
): Syntax {
  return syntaxOf(text, editSegments(syntax.segments, text, edits, length));
}

function syntaxOf(text: string, segments: Segments): Syntax {
  const starts = startsOf(segments);
  const parts: SegmentAt[][] = [];
  for (const [index, segment] of segments.entries()) {
    const { kind } = segment.opening;
    if (kind === 'document') parts.push([]);
    if (kind !== 'between') parts.at(-1)?.push({ base: starts[index] ?? 0, segment });
  }
  const documents = parts.map((own, index): YamlDocument => {
    const start = own[0]?.base ?? 0;
    const range = { start, end: parts[index + 1]?.[0]?.base ?? text.length };
    const found = own.map(({ base, segment }) => ({ base, found: segment.found }));
    return { ...identityOf(text, found), range, parts: own, laterTypes: laterTypesIn(own) };
  });
  return { text, segments, documents, isSimple: false };
}

const noTypes: YamlDocument['laterTypes'] = new Map();

/** The `type` of a map can stand in a later segment than some of its entries. */
function laterTypesIn(parts: readonly SegmentAt[]): YamlDocument['laterTypes'] {
  if (parts.every(({ segment }) => segment.undecided.length === 0)) return noTypes;
  const later = new Map<Frame, string>();
  const below = new Map<number, string>();
  for (const { segment } of [...parts].reverse()) {
    for (const map of segment.undecided) {
      const type = below.get(map.depth);
      if (type !== undefined) later.set(map, type);
    }
    for (const [depth, type] of segment.found.types) below.set(depth, type);
  }
  return later;
}
