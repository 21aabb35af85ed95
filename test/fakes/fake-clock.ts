import type { Clock } from '../../src/ports/clock.ts';

/** A clock that stands still until a test moves it. */
export interface FakeClock extends Clock {
  /** Moves it on; what is due meanwhile runs at its time, in order, and all that follows of it at once has its turn. */
  pass(milliseconds: number): Promise<void>;
}

export function createFakeClock(start = Date.UTC(2026, 0, 1)): FakeClock {
  let now = start;
  const waiting = new Set<{ readonly at: number; readonly action: () => void }>();
  const next = (until: number) =>
    [...waiting].filter(({ at }) => at <= until).sort((one, other) => one.at - other.at)[0];
  const turns = async () => {
    for (let turn = 0; turn < 4; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    now: () => now,
    after(delay, action) {
      const entry = { at: now + delay, action };
      waiting.add(entry);
      return () => void waiting.delete(entry);
    },
    async pass(milliseconds) {
      const until = now + milliseconds;
      await turns();
      for (let due = next(until); due !== undefined; due = next(until)) {
        now = Math.max(now, due.at);
        waiting.delete(due);
        due.action();
        await turns();
      }
      now = until;
    },
  };
}
