import type { FailedBackend } from '../ports/backend.ts';
import { FailureError } from '../ports/failure.ts';

/**
 * Throws a FailureError, misconfigured, where a name, as a part of a path, would be another path: before anything is
 * sent.
 */
export function refuseLeadingElsewhere(backend: FailedBackend, name: string): void {
  if (name.split('/').some((segment) => /^(\.{1,2})?$/.test(segment))) throw nameRefused(backend, name);
}

/** What is thrown for a name that may lead elsewhere. */
export function nameRefused(backend: FailedBackend, name: string): FailureError {
  return new FailureError({
    kind: 'misconfigured',
    message: { kind: 'name-leads-elsewhere', backend, name },
    nextSteps: [],
  });
}
