import type { Stretches } from '../../flow/index.ts';
import type { Clock } from '../../ports/clock.ts';

/** So long is worked before others have their turn, in ms. */
const turnLength = 12;

/** Waits, where the work has taken long enough, until others have had their turn. */
export type Pause = (signal: AbortSignal) => Promise<void>;

export function createPause(clock: Clock): Pause {
  let begun = clock.now();
  return async (signal) => {
    if (clock.now() - begun < turnLength) return;
    await new Promise<void>((resolve) => clock.after(0, resolve));
    signal.throwIfAborted();
    begun = clock.now();
  };
}

/** Does work a stretch at a time. Rejects with an AbortError alone. */
export async function doInSlices<T>(work: Stretches<T>, pause: Pause, signal: AbortSignal): Promise<T> {
  for (;;) {
    const stretch = work.next();
    if (stretch.done === true) return stretch.value;
    await pause(signal);
  }
}
