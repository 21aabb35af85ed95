import { setMaxListeners } from 'node:events';
import { FailureError, type Failure } from '../ports/failure.ts';
import { cancellation, waitFor } from '../ports/cancellation.ts';

/**
 * Waits for `work` until it is cancelled or `milliseconds` are over, even where the work does not listen to its signal.
 * Rejects with an AbortError when cancelled, and with `failure` when the time is over.
 */
export async function withDeadline<T>(
  work: (signal: AbortSignal) => Promise<T>,
  milliseconds: number,
  failure: () => Failure,
  signal: AbortSignal,
): Promise<T> {
  if (signal.aborted) throw cancellation();
  // One signal serves many questions at a time.
  setMaxListeners(0, signal);
  const controller = new AbortController();
  const time = { isOver: false };
  const stop = () => controller.abort();
  const timer = setTimeout(() => {
    time.isOver = true;
    stop();
  }, milliseconds);
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await waitFor(work(controller.signal), controller.signal);
  } catch (error) {
    throw time.isOver ? new FailureError(failure()) : error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    // What is still under way ends, too.
    stop();
  }
}
