import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again and again until the answer is yes. Rejects with `what` after `patience` milliseconds. */
export async function until(
  what: string,
  condition: () => Promise<boolean> | boolean,
  patience = 20_000,
): Promise<void> {
  const deadline = performance.now() + patience;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`Not within ${patience / 1000} s: ${what}.`);
    await sleep(50);
  }
}
