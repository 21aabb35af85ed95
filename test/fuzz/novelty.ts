/** How often a branch was run, as a bit: once, twice, up to 4, 8, 16, 32, 128 times, or more. */
function bitOf(count: number): number {
  if (count <= 2) return count;
  return count < 32 ? 2 << Math.floor(Math.log2(count - 1)) : count < 128 ? 64 : 128;
}

/** Remembers which branches were run how often, in one run or another. */
export interface Novelty {
  /** Whether the run that these are the counters of did what none did before; sets them back. */
  readonly isNew: (counters: Uint32Array) => boolean;
  /** How many branches have been run. */
  readonly reached: () => number;
}

export function createNovelty(): Novelty {
  const known = new Map<number, number>();
  return {
    isNew: (counters) => {
      let isNew = false;
      for (let place = 0; place < counters.length; place += 1) {
        const count = counters[place] ?? 0;
        if (count === 0) continue;
        const bits = known.get(place) ?? 0;
        if ((bits | bitOf(count)) === bits) continue;
        known.set(place, bits | bitOf(count));
        isNew = true;
      }
      counters.fill(0);
      return isNew;
    },
    reached: () => known.size,
  };
}
