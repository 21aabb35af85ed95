import type { PlacePath } from './places/types.ts';
import { readScalar } from './references.ts';
import { shiftReference } from './shift.ts';
import type { FlowDocument, FlowFile, FlowProblem, ScalarStyle, SecretReference } from './types.ts';
import { loneScalar, type FoundScalar } from './yaml/scan.ts';

/** A value of some other file that Kestra renders as it does a flow's. Offsets are in the file, quotes included. */
export interface ValueSpan {
  readonly style: ScalarStyle;
  readonly start: number;
  readonly end: number;
  readonly block: { readonly header: string; readonly contentStart: number } | null;
  readonly inFlowCollection: boolean;
}

/** The values stand in no flow. */
const nowhereInFlow: PlacePath = { steps: [], isKey: false };

// The scalars behind a file are nobody else's concern, and kept as long as the file is.
const scalars = new WeakMap<FlowFile, readonly FoundScalar[]>();

/**
 * What single values of a text ask Kestra for, as a file with one document, of which nobody can tell the namespace.
 * Never throws.
 */
export function readValues(text: string, spans: readonly ValueSpan[]): FlowFile {
  const found = spans.map(loneScalar);
  const references: SecretReference[] = [];
  const problems: FlowProblem[] = [];
  for (const scalar of found) {
    const own = readScalar(text, scalar);
    for (const reference of own.references) references.push(shiftReference(reference, 0, 0, nowhereInFlow));
    for (const problem of own.problems) problems.push(problem);
  }
  const document: FlowDocument = {
    index: 0,
    range: { start: 0, end: text.length },
    isFlow: true,
    id: null,
    namespace: { kind: 'dynamic' },
    pluginDefaults: null,
    references,
    withoutMeaning: [],
    problems,
  };
  const file: FlowFile = { text, documents: [document] };
  scalars.set(file, found);
  return file;
}

/** The values that a file was made from; null where it is a file of flows. */
export function valuesOf(file: FlowFile): readonly FoundScalar[] | null {
  return scalars.get(file) ?? null;
}
