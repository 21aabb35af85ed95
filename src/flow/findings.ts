import { readScalar, mentionsSecret, type ScalarFindings } from './references.ts';
import { doAtOnce, type Stretches } from './stretches.ts';
import { shiftProblem, shiftReference } from './shift.ts';
import { isRendered, placeOf } from './places/place-of.ts';
import { placePathOf } from './yaml/path.ts';
import type { FoundScalar } from './yaml/scan.ts';
import type { Segment } from './yaml/segments.ts';
import type { SegmentAt, YamlDocument } from './yaml/syntax.ts';
import { namespaceProblem } from './problems.ts';
import type { FlowDocument, FlowProblem, SecretReference } from './types.ts';

/** What one scalar of a segment asks for; offsets count from the segment's start. */
interface ScalarFound extends ScalarFindings {
  readonly scalar: FoundScalar;
}

// What was found in a segment stays as true as the segment is, wherever it stands.
const found = new WeakMap<Segment, readonly ScalarFound[]>();

/** So many values of a segment are read at one stretch: most have no more. */
const valuesAtOnce = 500;

function* findingsIn(text: string, { base, segment }: SegmentAt): Stretches<readonly ScalarFound[]> {
  const known = found.get(segment);
  if (known !== undefined) return known;
  const own = text.slice(base, base + segment.length);
  const findings: ScalarFound[] = [];
  for (const [index, scalar] of (mentionsSecret(own) ? segment.found.scalars : []).entries()) {
    if (index % valuesAtOnce === valuesAtOnce - 1) yield;
    const { problems, references } = readScalar(own, scalar);
    if (problems.length > 0 || references.length > 0) findings.push({ scalar, problems, references });
  }
  found.set(segment, findings);
  return findings;
}

/** So many segments are read at one stretch. */
const segmentsAtOnce = 20;

/** Reads what {@link findingsOf} then has at hand. */
export function* readFindings(text: string, { parts }: YamlDocument): Stretches<void> {
  for (const [index, part] of parts.entries()) {
    if (index % segmentsAtOnce === segmentsAtOnce - 1) yield;
    yield* findingsIn(text, part);
  }
}

/** What a document asks for and what is wrong with it, each in the order of the text; offsets are the file's. */
export type FlowFindings = Pick<FlowDocument, 'references' | 'withoutMeaning' | 'problems'>;

export function findingsOf(
  text: string,
  { laterTypes, namespace, parts }: YamlDocument,
  document: number,
): FlowFindings {
  const references: SecretReference[] = [];
  const withoutMeaning: SecretReference[] = [];
  const problems: FlowProblem[] = [];
  for (const part of parts) {
    for (const { scalar, ...own } of doAtOnce(findingsIn(text, part))) {
      const path = placePathOf(scalar, laterTypes);
      const place = placeOf(path, null);
      if (place.kind === 'no-part') continue;
      const calls = own.references.map((each) => shiftReference(each, part.base, document, path));
      if (!isRendered(place)) {
        for (const each of calls) withoutMeaning.push(each);
        continue;
      }
      for (const problem of own.problems) problems.push(shiftProblem(problem, part.base));
      for (const reference of calls) {
        references.push(reference);
        for (const problem of namespaceProblem(reference, namespace)) problems.push(problem);
      }
    }
  }
  problems.sort((left, right) => left.range.start - right.range.start);
  return { references, withoutMeaning, problems };
}
