import type { FailedBackend } from '../ports/backend.ts';
import type { Failure, NextStep } from '../ports/failure.ts';

const retry: NextStep = { kind: 'retry' };

/** The server wants fewer requests, and has not said for how long. */
export function throttledFailure(backend: FailedBackend, endpoint: string): Failure {
  return {
    kind: 'throttled',
    message: { kind: 'throttled', backend, endpoint },
    nextSteps: [retry],
  };
}

/** What a status means, whoever answers with it: another address, a gateway, an error of the server's; null: nothing. */
export function statusFailure(status: number, backend: FailedBackend, endpoint: string): Failure | null {
  if (status >= 300 && status < 400) return leadsElsewhere(backend, endpoint);
  if (status === 502 || status === 503 || status === 504) return gatewayFailed(status, backend, endpoint);
  return status >= 500 ? serverFailed(status, backend, endpoint) : null;
}

/** The server, or the list's next page, names another place, which gets no credential of this one. */
export function leadsElsewhere(backend: FailedBackend, endpoint: string): Failure {
  return {
    kind: 'invalid-answer',
    message: { kind: 'leads-elsewhere', backend, endpoint },
    nextSteps: [{ kind: 'open-configuration' }, { kind: 'connect-differently' }],
  };
}

export function gatewayFailed(status: number, backend: FailedBackend, endpoint: string): Failure {
  return {
    kind: 'unreachable',
    message: { kind: 'gateway-failed', backend, endpoint, status },
    nextSteps: [retry],
  };
}

export function serverFailed(status: number, backend: FailedBackend, endpoint: string): Failure {
  return {
    kind: 'invalid-answer',
    message: { kind: 'server-failed', backend, endpoint, status },
    nextSteps: [retry],
  };
}
