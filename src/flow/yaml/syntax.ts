import type { TextEdit, TextRange } from '../../ports/text.ts';
import { identityOf, type Identity } from './identity.ts';
import type { Frame } from './frames.ts';
import {
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

export const noTypes: YamlDocument['laterTypes'] = new Map();

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
