/** An error that says the caller no longer wants the answer. */
export function cancelled(): Error {
  const error = new Error('cancelled');
  error.name = 'AbortError';
  return error;
}

/**
 * Waits for work that others wait for too: the caller's cancellation ends the waiting, not the work.
 * Rejects with an AbortError when cancelled.
 */
export function waitFor<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) return Promise.reject(cancelled());
  return new Promise((resolve, reject) => {
    const stop = () => reject(cancelled());
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/** Runs one piece of work for each key at a time; who asks for the same key meanwhile gets the same promise. */
export function shareByKey<T>(): (key: string, start: () => Promise<T>) => Promise<T> {
  const running = new Map<string, Promise<T>>();
  return (key, start) => {
    const known = running.get(key);
    if (known !== undefined) return known;
    const work = start().finally(() => running.delete(key));
    running.set(key, work);
    return work;
  };
}
