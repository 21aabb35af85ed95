import type { Clock, Random } from '../ports/clock.ts';
import { FailureError, isFailureError, type Failure } from '../ports/failure.ts';
import { waitFor } from '../ports/cancellation.ts';

/** How often one request is sent in all where the server asks to slow down. */
const tries = 3;

/** The longest wait that is worth while for one answer, in seconds. */
const longestWait = 10;

/**
 * Sends, and sends again where the server was throttling, after the time it asked for or else half a second, then one
 * second, each with up to half more by chance. The time that it asks for holds for everything that is sent: what would
 * have to wait for too long is not sent, but answered by that failure. Rejects as `send` does.
 */
export type Patience = <T>(send: () => Promise<T>, signal: AbortSignal) => Promise<T>;

/** A time in which a server wants to hear nothing. */
interface Quiet {
  /** Ms since the epoch. */
  readonly until: number;
  readonly failure: Failure;
}

/** The patience with one server. */
export function createPatience(clock: Clock, random: Random): Patience {
  let quiet: Quiet | null = null;

  async function untilQuietIsOver(signal: AbortSignal): Promise<void> {
    // Another answer may have asked for more meanwhile.
    for (let known = quiet; known !== null; known = quiet) {
      const left = known.until - clock.now();
      if (left > longestWait * 1000) throw new FailureError(known.failure);
      if (left > 0) await pause(left * (1 + random() / 2), clock, signal);
      endQuiet(known);
    }
  }

  function endQuiet(known: Quiet | null): void {
    if (quiet === known) quiet = null;
  }

  function beginQuiet(failure: Failure): Quiet | null {
    if (failure.retryAfter === undefined) return null;
    const until = clock.now() + failure.retryAfter * 1000;
    if (until > (quiet?.until ?? 0)) quiet = { until, failure };
    return quiet;
  }

  return async (send, signal) => {
    for (let attempt = 1; ; attempt++) {
      await untilQuietIsOver(signal);
      try {
        return await send();
      } catch (error) {
        if (!isFailureError(error) || error.failure.kind !== 'throttled') throw error;
        const known = beginQuiet(error.failure);
        const asked = error.failure.retryAfter ?? 2 ** (attempt - 2);
        if (attempt === tries || asked > longestWait) throw error;
        await pause(asked * 1000 * (1 + random() / 2), clock, signal);
        endQuiet(known);
      }
    }
  };
}

async function pause(milliseconds: number, clock: Clock, signal: AbortSignal): Promise<void> {
  let takeBack: (() => void) | undefined;
  const over = new Promise<void>((resolve) => {
    takeBack = clock.after(milliseconds, resolve);
  });
  try {
    await waitFor(over, signal);
  } finally {
    takeBack?.();
  }
}
