import type { CancellationToken } from 'vscode';

/** Runs `work` with a signal that is aborted when VS Code's token is cancelled. */
export async function runWithToken<T>(
  token: CancellationToken,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const listener = token.onCancellationRequested(() => controller.abort());
  if (token.isCancellationRequested) controller.abort();
  try {
    return await work(controller.signal);
  } finally {
    listener.dispose();
  }
}
