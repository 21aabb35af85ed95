import type { Reason } from '../catalog/index.ts';
import type { ConfigurationProblemCode } from '../configuration/index.ts';
import type { FlowProblemCode } from '../flow/index.ts';
import type { Problem } from '../ports/problem.ts';

/** What is found by asking the catalog. */
export const verdictProblemCodes = [
  'secret-missing',
  'secret-hidden',
  'secret-ambiguous',
  'subkey-missing',
  'empty-name',
] as const;
export type VerdictProblemCode = (typeof verdictProblemCodes)[number];

/** What Kestra does with an expression where it stands. */
export const placeProblemCodes = [
  'never-rendered',
  'not-allowed-here',
  'plain-text-leak',
  'secret-in-pause',
] as const;
export type PlaceProblemCode = (typeof placeProblemCodes)[number];

/** What is wrong with comments that ignore problems. */
export const suppressionProblemCodes = ['suppression-invalid', 'suppression-unused'] as const;
export type SuppressionProblemCode = (typeof suppressionProblemCodes)[number];

/** Every code a problem can have: stable, kebab-case, named in docs/problems.md. */
export type ProblemCode =
  FlowProblemCode | ConfigurationProblemCode | VerdictProblemCode | PlaceProblemCode | SuppressionProblemCode;

/** A problem of a flow as the editor underlines it and the command line prints it. */
export interface LanguageProblem extends Problem<ProblemCode> {
  /** Of a verdict: what is wrong. */
  readonly mistake?: Reason;
  /** Names that were probably meant, nearest first. */
  readonly suggestions: readonly string[];
  /** The reference it speaks of: its index in the file, over all documents, in the order of the text. */
  readonly reference: number | null;
  readonly backend: string | null;
}
