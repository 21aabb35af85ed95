/** The error that says the caller no longer wants the answer. */
export function cancellation(): Error {
  const error = new Error('cancelled');
  error.name = 'AbortError';
  return error;
}

/** Whether `error` says that the caller no longer wants the answer; never shown as a failure. */
export function isCancellation(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/**
 * Waits for work that others may wait for too: the caller's cancellation ends the waiting, not the work.
 * Rejects with an AbortError when cancelled; what becomes of the work then is nobody's unhandled rejection.
 */
export function waitFor<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) reject(cancellation());
    const noLonger = onAbort(signal, () => reject(cancellation()));
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
