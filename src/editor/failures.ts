import * as l10n from '@vscode/l10n';
import { isFailureError } from '../ports/failure.ts';
import { isCancellation } from '../ports/cancellation.ts';

/** What to say of an error; null: the user no longer wants the answer, and nothing is to be said. */
export async function errorMessage(error: unknown): Promise<string | null> {
  if (isCancellation(error)) return null;
  if (isFailureError(error)) {
    const { failureMessage } = await import('../language/messages/index.ts');
    return failureMessage(error.failure);
  }
  return l10n.t('Something unexpected went wrong; see the log of Kestra Secrets.');
}

/** Where an unexpected error came from, for the log; its message is left out, as it could hold a file's text. */
export function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const places = error.stack?.split('\n').filter((line) => line.startsWith('    at ')) ?? [];
  return [error.name, ...places.map((place) => place.trim())].join(' ');
}
