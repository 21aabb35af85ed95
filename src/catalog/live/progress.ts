import type { Clock } from '../../ports/clock.ts';

/** A list that takes longer than this is told of while it is under way, and then as often; milliseconds. */
const slowAfter = 1000;

/** How much of a list has come. */
export interface Progress {
  add(count: number): void;
  /** How many came so far, as it was told last; null: it has not taken long yet. */
  toldCount(): number | null;
  end(): void;
}

/** Calls `tell` where the list takes long, and again as more of it comes: never for each page. */
export function createProgress(clock: Clock, tell: () => void): Progress {
  let came = 0;
  let told: number | null = null;
  let takeBack = clock.after(slowAfter, look);

  function look(): void {
    takeBack = clock.after(slowAfter, look);
    if (told === came) return;
    told = came;
    tell();
  }

  return {
    add(count) {
      came += count;
    },
    toldCount: () => told,
    end: () => takeBack(),
  };
}
