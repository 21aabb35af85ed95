import * as l10n from '@vscode/l10n';
import type { AzureIdentity } from '../../access/azure/types.ts';
import type { Failure, NextStep } from '../../ports/failure.ts';
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
  backend: string,
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
    ...(isBusy ? busy(backend, authority) : words(backend, authority, kind, answer.status, code, shown)),
    status: answer.status,
    detail: `${authority}: ${String(answer.status)} ${shown}`,
    ...(wait === null ? {} : { retryAfter: wait }),
  };
}

function busy(backend: string, authority: string): Failure {
  return {
    kind: 'throttled',
    message: l10n.t('{0}: {1} asks for fewer logins: wait a moment, then try again.', backend, authority),
    nextSteps: [{ kind: 'retry' }],
  };
}

function words(
  backend: string,
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
      message: l10n.t(
        '{0}: {1} did not answer as Entra ID does (status {2}): check the network, then try again.',
        backend,
        authority,
        status,
      ),
      nextSteps: [{ kind: 'retry' }],
    };
  }
  return {
    kind: 'denied',
    ofLogin: true,
    message: deniedSentence(backend, authority, kind, code, shown),
    nextSteps: [openConfiguration, signIn],
  };
}

function deniedSentence(
  backend: string,
  authority: string,
  kind: AzureIdentity['kind'],
  code: string,
  shown: string,
): string {
  if (kind === 'workload-identity' && code !== '700016' && code !== '90002') {
    return l10n.t(
      '{0}: {1} refused the workload identity ({2}): check tenant-id and client-id, and the federated credential of that application.',
      backend,
      authority,
      shown,
    );
  }
  switch (code) {
    case '7000215':
      return l10n.t(
        '{0}: {1} did not accept the client secret: enter its value, not its ID.',
        backend,
        authority,
      );
    case '7000222':
      return l10n.t('{0}: the client secret has expired, says {1}: make a new one.', backend, authority);
    case '700016':
      return l10n.t(
        '{0}: {1} knows no application of that client-id in the tenant: correct one of them.',
        backend,
        authority,
      );
    case '90002':
      return l10n.t('{0}: {1} knows no such tenant: correct tenant-id.', backend, authority);
    default:
      return l10n.t(
        '{0}: {1} refused the login ({2}): check the client secret’s keys, or sign in.',
        backend,
        authority,
        shown,
      );
  }
}

/** The vault belongs to a tenant that this identity may not ask for tokens of. */
export function otherTenant(backend: string, tenant: string): Failure {
  return {
    kind: 'misconfigured',
    message: l10n.t(
      '{0}: the vault belongs to the tenant {1}, whose tokens may not be asked for: correct tenant-id, or name the tenant in additionally-allowed-tenants.',
      backend,
      /^[\w.-]{1,80}$/.test(tenant) ? tenant : '?',
    ),
    nextSteps: [openConfiguration],
  };
}

/** A server that asks for a token which would open something else, or for none at all. */
export function wrongChallenge(backend: string, endpoint: string): Failure {
  return {
    kind: 'invalid-answer',
    message: l10n.t(
      '{0}: {1} asked for a token as no key vault does, and got none: check the address in the configuration.',
      backend,
      endpoint,
    ),
    nextSteps: [openConfiguration, { kind: 'connect-differently' }],
  };
}

/** The identity that only a machine of Azure's own has. */
export function noManagedIdentity(backend: string): Failure {
  return {
    kind: 'signed-out',
    message: l10n.t(
      '{0}: its managed identity exists on machines of Azure only, and this is none: sign in with a Microsoft account (in a terminal: “az login”).',
      backend,
    ),
    nextSteps: [signIn],
  };
}

/** Azure's client failed before anything was sent. */
export function noToken(backend: string): Failure {
  return {
    kind: 'misconfigured',
    message: l10n.t(
      '{0}: Azure’s client could make no token of this login: check tenant-id, client-id and client-secret.',
      backend,
    ),
    nextSteps: [openConfiguration, signIn],
  };
}
