import type { FailedBackend } from '../../ports/backend.ts';
import type { AzureIdentity } from '../../access/index.ts';
import type { Failure, NextStep } from '../../ports/failure.ts';
import type { FailureReason } from '../../ports/failure-reason.ts';
import type { HttpResponse } from '../../ports/network.ts';
import { parseJson, textOf } from '../../text/json.ts';
import { loginErrorCode } from '../login-errors.ts';
import { retryAfterOf } from '../../text/retry-after.ts';

const openConfiguration: NextStep = { kind: 'open-configuration' };
const signIn: NextStep = { kind: 'sign-in' };

/**
 * Why Entra ID gave no token. Its codes are documented (AADSTS7000215: wrong secret, 7000222: expired, 700016: no such
 * application, 90002: no such tenant); its words are not told.
 */
export function tokenFailure(
  backend: FailedBackend,
  authority: string,
  kind: AzureIdentity['kind'],
  answer: HttpResponse,
): Failure {
  const body = parseJson(answer.body);
  const code = /AADSTS(\d{1,10})/.exec(textOf(body, 'error_description'))?.[1] ?? '';
  const shown = code === '' ? loginErrorCode(textOf(body, 'error'), answer.status) : `AADSTS${code}`;
  const isBusy = answer.status === 429 || textOf(body, 'error') === 'temporarily_unavailable';
  const wait = retryAfterOf(answer.headers);
  return {
    ...(isBusy
      ? busy(backend, authority)
      : loginFailure(backend, authority, kind, answer.status, code, shown)),
    status: answer.status,
    detail: `${authority}: ${String(answer.status)} ${shown}`,
    ...(wait === null ? {} : { retryAfter: wait }),
  };
}

function busy(backend: FailedBackend, authority: string): Failure {
  return {
    kind: 'throttled',
    message: { kind: 'logins-throttled', backend, endpoint: authority },
    nextSteps: [{ kind: 'retry' }],
  };
}

function loginFailure(
  backend: FailedBackend,
  authority: string,
  kind: AzureIdentity['kind'],
  status: number,
  code: string,
  shown: string,
): Failure {
  // Whatever else it says: nobody was refused.
  if (shown === '' || status >= 500) {
    return {
      kind: status >= 500 ? 'unreachable' : 'invalid-answer',
      message: { kind: 'entra-strange-answer', backend, authority, status },
      nextSteps: [{ kind: 'retry' }],
    };
  }
  return {
    kind: 'denied',
    ofLogin: true,
    message: deniedReason(backend, authority, kind, code, shown),
    nextSteps: [openConfiguration, signIn],
  };
}

function deniedReason(
  backend: FailedBackend,
  authority: string,
  kind: AzureIdentity['kind'],
  code: string,
  shown: string,
): FailureReason {
  if (kind === 'workload-identity' && code !== '700016' && code !== '90002') {
    return { kind: 'entra-workload-identity-refused', backend, authority, code: shown };
  }
  switch (code) {
    case '7000215':
      return { kind: 'entra-client-secret-refused', backend, authority };
    case '7000222':
      return { kind: 'entra-client-secret-expired', backend, authority };
    case '700016':
      return { kind: 'entra-no-application', backend, authority };
    case '90002':
      return { kind: 'entra-no-tenant', backend, authority };
    default:
      return { kind: 'entra-login-refused', backend, authority, code: shown };
  }
}

/** The vault belongs to a tenant that this identity may not ask for tokens of. */
export function otherTenant(backend: FailedBackend, tenant: string): Failure {
  return {
    kind: 'misconfigured',
    message: { kind: 'azure-other-tenant', backend, tenant: /^[\w.-]{1,80}$/.test(tenant) ? tenant : '?' },
    nextSteps: [openConfiguration],
  };
}

/** A server that asks for a token which would open something else, or for none at all. */
export function wrongChallenge(backend: FailedBackend, endpoint: string): Failure {
  return {
    kind: 'invalid-answer',
    message: { kind: 'azure-wrong-challenge', backend, endpoint },
    nextSteps: [openConfiguration, { kind: 'connect-differently' }],
  };
}

/** The identity that only a machine of Azure's own has. */
export function noManagedIdentity(backend: FailedBackend): Failure {
  return {
    kind: 'signed-out',
    message: { kind: 'azure-no-managed-identity', backend },
    nextSteps: [signIn],
  };
}

/** Azure's client failed before anything was sent. */
export function noToken(backend: FailedBackend): Failure {
  return {
    kind: 'misconfigured',
    message: { kind: 'azure-no-token', backend },
    nextSteps: [openConfiguration, signIn],
  };
}
