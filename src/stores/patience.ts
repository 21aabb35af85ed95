import type { Clock, Random } from '../ports/clock.ts';
import { isFailureError } from '../ports/failure.ts';
import { abortable } from './cancellation.ts';

/** How often one request is sent in all where the server asks to slow down. */
const tries = 3;

/** The longest wait that is worth while for one answer, in seconds. */
const longestWait = 10;

/**
 * Sends again where the server was throttling, after the time it asked for or else half a second, then one second,
 * each with up to half more by chance. Rejects as `send` does.
 */
export async function withPatience<T>(
  send: () => Promise<T>,
  clock: Clock,
  random: Random,
  signal: AbortSignal,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await send();
    } catch (error) {
      if (attempt === tries || !isFailureError(error) || error.failure.kind !== 'throttled') throw error;
      const asked = error.failure.retryAfter ?? 2 ** (attempt - 2);
      if (asked > longestWait) throw error;
      await pause(asked * 1000 * (1 + random() / 2), clock, signal);
    }
  }
}

async function pause(milliseconds: number, clock: Clock, signal: AbortSignal): Promise<void> {
  let takeBack: (() => void) | undefined;
  const over = new Promise<void>((resolve) => {
    takeBack = clock.after(milliseconds, resolve);
  });
  try {
    await abortable(over, signal);
  } finally {
    takeBack?.();
  }
}
