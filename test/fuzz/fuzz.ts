import type { CountedReader } from './counted-reader.ts';
import { multiply, mutate, randomEdit } from './mutations.ts';
import { createNovelty } from './novelty.ts';
import { tryReader, type Trial } from './promises.ts';
import { randomFrom, type Random } from './random.ts';
import { shrunk } from './shrink.ts';

export interface FuzzReport {
  readonly runs: number;
  /** Texts that were kept, since the reader did with each what it did with none before. */
  readonly kept: number;
  /** Branches of the reader that were run, and all that there are. */
  readonly reached: number;
  readonly branches: number;
  /** Most work that a character was, of texts with more than 200. */
  readonly mostWork: number;
  /** The smallest trial found that breaks a promise of the reader, or null. */
  readonly found: { readonly trial: Trial; readonly broken: string } | null;
}

/** Once in so many runs a text is multiplied, to so many characters. */
const multiplying = { once: 40, length: 20_000 };

/**
 * Tries the reader with texts that follow from `seed`: each made of one before with which the reader did something
 * new. Ends with the first that breaks a promise, or when `goesOn` says no, which is asked with the runs so far.
 */
export function fuzz(
  reader: CountedReader,
  seeds: readonly string[],
  seed: number,
  goesOn: (report: FuzzReport) => boolean,
): FuzzReport {
  const random = randomFrom(seed);
  const novelty = createNovelty();
  const kept: string[] = [];
  let runs = 0;
  let mostWork = 0;
  let found: FuzzReport['found'] = null;
  const report = (): FuzzReport => ({
    runs,
    kept: kept.length,
    reached: novelty.reached(),
    branches: reader.$reached.length,
    mostWork,
    found,
  });
  while (found === null && goesOn(report())) {
    const text = seeds[runs] ?? nextText(random, kept);
    runs += 1;
    const trial = trialOf(random, text);
    const { broken, work } = tryReader(reader, trial);
    const cost = text.length > 200 ? work / text.length : 0;
    // What is dear is worth more tries, though it did nothing new.
    const isNew = novelty.isNew(reader.$reached) || cost > mostWork * 1.05;
    mostWork = Math.max(mostWork, cost);
    if (broken !== null) found = smallest(reader, trial, broken);
    else if (isNew && text.length < multiplying.length) kept.push(text);
  }
  return report();
}

function nextText(random: Random, kept: readonly string[]): string {
  const other = kept[random.below(kept.length)] ?? '';
  // Half of the time one that was found lately.
  const newest = Math.max(0, kept.length - 1 - random.below(50));
  const text = mutate(random, random.once(2) ? (kept[newest] ?? '') : other, other);
  return random.once(multiplying.once) ? multiply(random, text, multiplying.length) : text;
}

function trialOf(random: Random, text: string): Trial {
  return {
    text,
    cursors: Array.from({ length: 4 }, () => random.below(text.length + 1)),
    edit: randomEdit(random, text),
    segmentLength: 1 + random.below(60),
  };
}

function smallest(reader: CountedReader, trial: Trial, broken: string): FuzzReport['found'] {
  const kind = kindOf(broken);
  const fails = (smaller: Trial) => kindOf(tryReader(reader, smaller).broken ?? '') === kind;
  const small = shrunk(trial, fails);
  return { trial: small, broken: tryReader(reader, small).broken ?? broken };
}

/** What is wrong and where, without the numbers, which are others for another text. */
function kindOf(broken: string): string {
  return broken.split('\n', 2).join().replaceAll(/\d+/g, '');
}
