import { setTimeout as sleep } from 'node:timers/promises';

/** Longest time to wait for anything, in milliseconds: long enough for a machine with much else to do. */
export const patience = 60_000;
/** Longest time of one try of something that is tried again, in milliseconds. */
export const oneTry = 5000;

/** Asks again and again until the answer is yes. Rejects with `what` after `limit` milliseconds. */
export async function until(
  what: string,
  condition: () => Promise<boolean> | boolean,
  limit = patience,
): Promise<void> {
  const deadline = performance.now() + limit;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`Not within ${limit / 1000} s: ${what}.`);
    await sleep(50);
  }
}

/**
 * Takes the steps again from the first until they all succeed, so they must bear being taken twice. Rejects as the last
 * try did where none has succeeded after `limit` milliseconds.
 */
export async function eventually(steps: () => Promise<void> | void, limit = patience): Promise<void> {
  let failure: unknown;
  await until(
    'the steps succeed',
    async () => {
      try {
        await steps();
        return true;
      } catch (error) {
        failure = error;
        return false;
      }
    },
    limit,
  ).catch(() => {
    throw failure;
  });
}

/** Whether what is waited for comes. */
export function happens(event: Promise<unknown>): Promise<boolean> {
  return event.then(
    () => true,
    () => false,
  );
}
