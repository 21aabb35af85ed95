import type { Resolution } from '../catalog/index.ts';
import type { Generation } from '../flow/index.ts';
import type { IndexedRange, IndexedReference } from '../index/index.ts';
import type { LanguageProblem, ProblemCode } from './types.ts';
import { problemOfCall } from './verdict-problems.ts';

/** What is wrong with a call of a file whose text nobody holds. */
export interface IndexedProblem {
  readonly reference: IndexedReference;
  /** Its `range` has offsets of the text, as all problems have. */
  readonly problem: LanguageProblem;
  /** Where it is shown. */
  readonly place: IndexedRange;
}

/**
 * What the catalog's answer says is wrong with a call of the index; `number`: which of its file's it is, `near`: the names that
 * may have been meant, which are asked for only where something is wrong.
 */
export function problemOfIndexed(
  reference: IndexedReference,
  resolution: Resolution,
  number: number,
  near: () => readonly string[] = () => resolution.suggestions,
): IndexedProblem | null {
  const problem = problemOfCall(reference, resolution, number, near);
  if (problem === null) return null;
  const { key, subkey, range } = reference;
  const place = [key?.range, subkey?.range].find((each) => each === problem.range) ?? range;
  return { reference, problem, place };
}

/** Whether a server of this generation (null: not known) asks for it at all. */
export function isAskedBy({ renderedIn }: IndexedReference, generation: Generation | null): boolean {
  return generation === null ? renderedIn.length > 0 : renderedIn.includes(generation);
}

const codesOfNotFound: readonly ProblemCode[] = [
  'secret-missing',
  'secret-hidden',
  'subkey-missing',
  'empty-name',
];

/** Whether a problem is that Kestra does not find what is asked for. */
export function isNotFound({ problem }: IndexedProblem): boolean {
  return codesOfNotFound.includes(problem.code);
}
