import { performance } from 'node:perf_hooks';
import type { Clock } from '../ports/clock.ts';

/** The time as this machine has it. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(delay, action) {
    const timer = setTimeout(action, delay);
    return () => clearTimeout(timer);
  },
};

/** In ms since the process began: unlike the time of day nobody sets it back, so that it tells how long something takes. */
export function measureTime(): number {
  return performance.now();
}
