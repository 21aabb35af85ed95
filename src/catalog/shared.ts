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
    const noLonger = onAbort(signal, () => reject(cancelled()));
    work.then(resolve, reject).finally(noLonger);
  });
}

/** Who waits, by the signal that ends it. */
const waiting = new WeakMap<AbortSignal, Set<() => void>>();

/** One signal may end many waits, and Node takes many listeners of one for a leak: the signal gets one of them all. */
function onAbort(signal: AbortSignal, action: () => void): () => void {
  const actions = waiting.get(signal) ?? listenTo(signal);
  actions.add(action);
  return () => void actions.delete(action);
}

function listenTo(signal: AbortSignal): Set<() => void> {
  const actions = new Set<() => void>();
  waiting.set(signal, actions);
  const end = () => {
    for (const action of actions) action();
  };
  signal.addEventListener('abort', end, { once: true });
  return actions;
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
