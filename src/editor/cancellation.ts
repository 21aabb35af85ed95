import type { CancellationToken } from 'vscode';

/**
 * Runs `work` with an AbortSignal that follows VS Code's token. The listener on the token ends with the work, so a
 * token that lives long does not gather them.
 */
export async function withSignal<T>(
  token: CancellationToken,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  if (token.isCancellationRequested) {
    controller.abort();
  }
  const listener = token.onCancellationRequested(() => controller.abort());
  try {
    return await work(controller.signal);
  } finally {
    listener.dispose();
  }
}
