import type { FailedBackend } from '../../ports/backend.ts';
import type { Failure } from '../../ports/failure.ts';
import type { HttpResponse } from '../../ports/network.ts';
import { fieldOf, parseJson, textOf } from '../../text/json.ts';
import { loginErrorCode } from '../login-errors.ts';
import { strangeAnswer } from './failures.ts';

/**
 * Why Google gave no token. The token endpoint says `{"error": "invalid_grant", …}`, the one for impersonation has the
 * error body of Google's APIs. Their words are not told. `account`: who is to be impersonated.
 */
export function tokenFailure(
  backend: FailedBackend,
  url: URL,
  { status, body }: HttpResponse,
  account: string | null,
): Failure {
  const answer = parseJson(body);
  const error = fieldOf(answer, 'error');
  const code = loginErrorCode(typeof error === 'string' ? error : textOf(error, 'status'), status);
  return {
    ...loginFailure(backend, url, status, code, account),
    status,
    detail: `${url.origin}: ${status} ${code}`,
  };
}

function loginFailure(
  backend: FailedBackend,
  url: URL,
  status: number,
  code: string,
  account: string | null,
): Failure {
  if (status === 429) {
    return {
      kind: 'throttled',
      message: { kind: 'logins-throttled', backend, endpoint: url.origin },
      nextSteps: [{ kind: 'retry' }],
    };
  }
  if (code === '' || status >= 500) return strangeAnswer(status, backend, url.origin);
  if (code === 'PERMISSION_DENIED' && account !== null) {
    return {
      kind: 'denied',
      ofLogin: true,
      message: { kind: 'google-impersonation-refused', backend, account },
      nextSteps: [{ kind: 'sign-in' }],
    };
  }
  return {
    kind: 'denied',
    ofLogin: true,
    message:
      code === 'invalid_grant'
        ? { kind: 'google-login-expired', backend }
        : { kind: 'google-login-refused', backend, code },
    nextSteps: [{ kind: 'sign-in' }],
  };
}

/** A private key that cannot sign. */
export function keyUnusable(backend: FailedBackend): Failure {
  return {
    kind: 'misconfigured',
    message: { kind: 'google-key-damaged', backend },
    nextSteps: [{ kind: 'open-configuration' }],
  };
}
