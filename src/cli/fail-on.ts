import { explainsVerdict } from '../language/suppressions.ts';
import type { JsonDocument, JsonProblem } from './document.ts';

const failOnWords = ['missing', 'hidden', 'unknown', 'error', 'warning'] as const;
export type FailOn = (typeof failOnWords)[number];

const usual: readonly FailOn[] = ['missing', 'hidden', 'error'];

/** What `--fail-on` says, or what is wrong with it. Giving it replaces the default. */
export function readFailOn(given: readonly string[] | undefined): readonly FailOn[] | string {
  if (given === undefined) return usual;
  const words = given.flatMap((each) => each.split(/[\s,]+/)).filter((word) => word !== '');
  if (words.includes('none')) {
    return words.every((word) => word === 'none') ? [] : '--fail-on none goes with no other';
  }
  const known = words.filter((word): word is FailOn => failOnWords.some((each) => each === word));
  const wrong = words.find((word) => !known.some((each) => each === word));
  if (wrong !== undefined || known.length === 0) {
    return `--fail-on needs one of ${[...failOnWords, 'none'].join(', ')}`;
  }
  return known;
}

/** Whether a check found something that it is to fail on. */
export function hasFailed(document: JsonDocument, failOn: readonly FailOn[]): boolean {
  const { references = [], problems = [] } = document;
  const accepted = acceptedReferences(problems);
  return failOn.some((word) =>
    word === 'error' || word === 'warning'
      ? problems.some((problem) => problem.severity === word && !problem.suppressed)
      : references.some(
          ({ verdict, suppressed = false }, index) => verdict === word && !suppressed && !accepted.has(index),
        ),
  );
}

/** The references of which no problem that explains their verdict is to count, though there is one. */
export function acceptedReferences(problems: readonly JsonProblem[]): ReadonlySet<number | null> {
  const counting = explainedReferences(problems.filter(({ suppressed }) => !suppressed));
  return new Set([...explainedReferences(problems)].filter((reference) => !counting.has(reference)));
}

/** The references of which a problem says why their verdict is what it is, whether it is to count or not. */
export function explainedReferences(problems: readonly JsonProblem[]): ReadonlySet<number | null> {
  return new Set(problems.filter(explainsVerdict).map(({ reference }) => reference));
}
