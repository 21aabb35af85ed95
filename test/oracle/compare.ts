import fc from 'fast-check';
import { differenceFrom } from './difference.ts';
import { anyText } from './generator/any-text.ts';
import type { Judge } from './judge.ts';

export interface Comparison {
  /** How many texts in a row were read alike. */
  readonly agreed: number;
  /** How many of them Kestra parsed, and how many of those call `secret()`. */
  readonly parsed: number;
  readonly calling: number;
  /** The smallest text found that is read otherwise, and what is said of it; null where there was none. */
  readonly difference: { readonly text: string; readonly what: string } | null;
}

/** Has `count` texts, which follow from `seed`, judged by Kestra and read here, up to the first that differs. */
export async function compareTexts(
  judge: Judge,
  seed: number,
  count: number,
  onProgress: (agreed: number) => void = () => undefined,
): Promise<Comparison> {
  let agreed = 0;
  let parsed = 0;
  let calling = 0;
  const differences: { readonly text: string; readonly what: string }[] = [];
  const property = fc.asyncProperty(anyText, async (text) => {
    const judgement = await judge.ask(text);
    const what = differenceFrom(judgement, text);
    if (what !== null) {
      differences.push({ text, what });
      throw new Error(what);
    }
    // From the first difference on the texts are those of its shrinking.
    if (differences.length > 0) return;
    agreed += 1;
    if ('calls' in judgement) parsed += 1;
    if ('calls' in judgement && judgement.calls.length > 0) calling += 1;
    onProgress(agreed);
  });
  const details = await fc.check(property, { seed, numRuns: count });
  // The last one is the smallest that shrinking came to.
  const difference = differences.at(-1) ?? null;
  if (details.failed && difference === null) throw details.errorInstance;
  return { agreed, parsed, calling, difference };
}
