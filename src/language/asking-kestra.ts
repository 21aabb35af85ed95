import type { CatalogSnapshot, Question, Verdict } from '../catalog/index.ts';
import type { Step } from './steps.ts';

/**
 * The steps at a call with that of asking the running Kestra for it: first where the verdict is open or bad, last where it
 * is good. None is asked where not all of the call is known before the flow runs.
 */
export function withAskingKestra(
  steps: readonly Step[],
  question: Question,
  { kestra }: CatalogSnapshot,
  verdict: Verdict,
): readonly Step[] {
  const asking = askingStep(question, kestra);
  return verdict === 'resolvable' ? [...steps, ...asking] : [...asking, ...steps];
}

/** Of a question; none where no Kestra is connected, or it cannot be asked for that. */
export function askingStep(question: Question, kestra: CatalogSnapshot['kestra']): readonly Step[] {
  const reference = kestra?.referenceIn(question) ?? null;
  return reference === null ? [] : [{ kind: 'ask-kestra', reference }];
}
