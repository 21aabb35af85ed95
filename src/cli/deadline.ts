import { setMaxListeners } from 'node:events';
import { isCancellation } from '../ports/cancellation.ts';

/**
 * Waits for answers from the network until the run's time is over; what is known by then is told. Other failures
 * reject.
 */
export async function untilDeadline(work: Promise<unknown>, signal: AbortSignal): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(isCancellation(error) && signal.aborted)) throw error;
  }
}

/** Runs `work` with a signal that is aborted after `limit` milliseconds. */
export async function withTimeLimit<T>(limit: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  // One signal serves every question of the run.
  setMaxListeners(0, controller.signal);
  const timer = setTimeout(() => controller.abort(), limit);
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
  }
}
