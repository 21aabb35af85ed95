import {
  placeOf,
  type FlowDocument,
  type Generation,
  type Place,
  type SecretReference,
} from '../flow/index.ts';
import type { LanguageProblem, PlaceProblemCode } from './types.ts';

/**
 * What is wrong with where a document's calls stand: Kestra never renders them there, refuses them, or shows the value in
 * clear. `first` is the index in the file of the document's first reference. Where the generation is not known, what
 * both agree on.
 */
export function placeProblemsIn(
  { references, withoutMeaning }: FlowDocument,
  generation: Generation | null,
  first: number,
): LanguageProblem[] {
  return [
    ...references.flatMap((reference, index) => placeProblem(reference, generation, first + index)),
    ...withoutMeaning.flatMap((reference) => placeProblem(reference, generation, null)),
  ];
}

function placeProblem(
  reference: SecretReference,
  generation: Generation | null,
  index: number | null,
): LanguageProblem[] {
  const found = whatIsWrongAt(placeOf(reference.path, generation));
  // Of a text that does not parse Kestra evaluates nothing, so that no value gets anywhere.
  const isEvaluated = reference.foundAs !== 'recovered';
  return found
    .filter(({ code }) => isEvaluated || code === 'never-rendered' || code === 'not-allowed-here')
    .map((problem) => ({
      ...problem,
      range: reference.range,
      suggestions: [],
      reference: index,
      backend: null,
    }));
}

interface WrongPlace {
  readonly code: PlaceProblemCode;
  readonly severity: LanguageProblem['severity'];
  readonly data: Readonly<Record<string, string>>;
}

function whatIsWrongAt(place: Place): readonly WrongPlace[] {
  switch (place.kind) {
    case 'never-rendered':
      return [{ code: 'never-rendered', severity: 'information', data: { of: place.of } }];
    case 'refused':
      return [{ code: 'not-allowed-here', severity: 'error', data: { of: place.of } }];
    case 'rendered': {
      const { leak, onMissing } = place;
      return [
        ...(leak === null
          ? []
          : [{ code: 'plain-text-leak', severity: 'information', data: { leak } } as const]),
        ...(onMissing === 'never-ends'
          ? [{ code: 'secret-in-pause', severity: 'information', data: {} } as const]
          : []),
      ];
    }
    case 'through-render':
    case 'no-part':
      return [];
  }
}
