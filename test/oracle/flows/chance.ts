import fc from 'fast-check';

/** What is drawn for one flow; the same seed draws the same. */
export interface Chance {
  /** One of them; there is at least one. */
  readonly pick: <T>(items: readonly T[]) => T;
  /** Whether something that happens once in so many times happens. */
  readonly once: (inTimes: number) => boolean;
}

/** One chance for each of `count` flows. */
export function chances(seed: number, count: number): readonly Chance[] {
  return fc.sample(fc.gen(), { seed, numRuns: count }).map((draw) => ({
    pick: <T>(items: readonly T[]) => draw(fc.constantFrom<T[]>, ...items),
    once: (inTimes) => draw(fc.nat, { max: inTimes - 1 }) === 0,
  }));
}
