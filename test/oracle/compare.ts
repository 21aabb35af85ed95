import { compareDrawn, type DrawnComparison } from './compare-drawn.ts';
import { differenceFrom } from './difference.ts';
import { anyText } from './generator/any-text.ts';
import type { Judge } from './judge.ts';

export interface Comparison extends DrawnComparison<string> {
  /** How many of them Kestra parsed, and how many of those call `secret()`. */
  readonly parsed: number;
  readonly calling: number;
}

/** Has `count` texts, which follow from `seed`, judged by Kestra and read here, up to the first that differs. */
export async function compareTexts(
  judge: Judge,
  seed: number,
  count: number,
  onProgress: (agreed: number) => void = () => undefined,
): Promise<Comparison> {
  let parsed = 0;
  let calling = 0;
  const compared = await compareDrawn(
    anyText,
    seed,
    count,
    async (text) => {
      const judgement = await judge.ask(text);
      return { judgement, what: differenceFrom(judgement, text) };
    },
    ({ judgement }, agreed) => {
      if ('calls' in judgement) parsed += 1;
      if ('calls' in judgement && judgement.calls.length > 0) calling += 1;
      onProgress(agreed);
    },
  );
  return { ...compared, parsed, calling };
}
