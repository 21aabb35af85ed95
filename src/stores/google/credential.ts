import type { FailedBackend } from '../../ports/backend.ts';
import { createPrivateKey } from 'node:crypto';
import { Impersonated, JWT, UserRefreshClient, type AuthClient, type gaxios } from 'google-auth-library';
import type { GoogleIdentity } from '../../access/index.ts';
import { FailureError, isFailureError } from '../../ports/failure.ts';
import { cancellation } from '../../ports/cancellation.ts';
import type { SendHttp } from '../../ports/network.ts';
import { parseJson, textOf } from '../../text/json.ts';
import { elsewhereFailure } from './failures.ts';
import { gaxiosWith } from './gaxios.ts';
import { mayAskForToken } from './guard.ts';
import { keyUnusable, tokenFailure } from './token-failures.ts';

/**
 * Whom a service account's key signs for: what it signs opens Secret Manager, and nothing else of Google's. Whatever
 * address is asked, it is Google's name for the service.
 */
const audience = 'https://secretmanager.googleapis.com/';

const scope = 'https://www.googleapis.com/auth/cloud-platform';

export interface Credential {
  /** The headers that say who asks. Rejects with a FailureError, or with an AbortError where its life is over. */
  (): Promise<Headers>;
  /** Whether the next question would have to get a token first. `now` in ms since the epoch. */
  needsLogin(now: number): boolean;
}

/** How the last question for a token failed, where it did. */
interface Trouble {
  last: FailureError | null;
}

/**
 * A login as Google's own library makes tokens of it, by way of `send` and to Google's own addresses alone. The end of
 * `life` ends the question for a token, too.
 */
export function createCredential(
  identity: GoogleIdentity,
  backend: FailedBackend,
  send: SendHttp,
  life: AbortSignal,
): Credential {
  const trouble: Trouble = { last: null };
  const account = identity.kind === 'impersonation' ? identity.email : null;
  const client = clientOf(identity, transporterFor(backend, account, send, trouble, life));
  const headers = async () => {
    try {
      return await client.getRequestHeaders(audience);
    } catch (error) {
      if (life.aborted) throw cancellation();
      if (isFailureError(error)) throw error;
      // The library keeps of what went wrong no more than some words, and may tell it to many who wait for one token.
      throw trouble.last ?? new FailureError(keyUnusable(backend));
    }
  };
  return Object.assign(headers, {
    // What a key signs needs nobody's answer.
    needsLogin: (now: number) =>
      identity.kind !== 'service-account' &&
      now >= (client.credentials.expiry_date ?? 0) - client.eagerRefreshThresholdMillis,
  });
}

/** False: a private key is among it that no signature can be made with. Whoever has no key needs none. */
export function canSign(identity: GoogleIdentity): boolean {
  switch (identity.kind) {
    case 'service-account':
      return isRsaKey(identity.privateKey);
    case 'impersonation':
      return canSign(identity.by);
    case 'user':
      return true;
  }
}

/** Google's keys are RSA, without a passphrase (RFC 7518: RS256). */
function isRsaKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}

function clientOf(identity: GoogleIdentity, transporter: gaxios.Gaxios): AuthClient {
  switch (identity.kind) {
    case 'service-account': {
      const { email, keyId, privateKey } = identity;
      return new JWT({ email, key: privateKey, ...(keyId === null ? {} : { keyId }), transporter });
    }
    case 'user': {
      const { clientId, clientSecret, refreshToken, quotaProject } = identity;
      const quota = quotaProject === null ? {} : { quotaProjectId: quotaProject };
      return new UserRefreshClient({ clientId, clientSecret, refreshToken, ...quota, transporter });
    }
    case 'impersonation': {
      const source = clientOf(identity.by, transporter);
      // Its token is wanted for another service of Google's than the one it signs for.
      if (source instanceof JWT) source.scopes = [scope];
      return new Impersonated({
        sourceClient: source,
        targetPrincipal: identity.email,
        delegates: [...identity.delegates],
        targetScopes: [scope],
        transporter,
      });
    }
  }
}

/** The library's way to the network. Tokens are shared by questions, so none of their signals ends it, but `life`. */
function transporterFor(
  backend: FailedBackend,
  account: string | null,
  send: SendHttp,
  trouble: Trouble,
  life: AbortSignal,
): gaxios.Gaxios {
  const transporter = gaxiosWith(async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    try {
      const method = init?.method ?? 'GET';
      if (!mayAskForToken(method, url, account))
        throw new FailureError(elsewhereFailure(backend, url.origin));
      const headers = { ...Object.fromEntries(new Headers(init?.headers)), 'accept-encoding': 'identity' };
      const asked = { method, url, headers, body: bodyOf(init?.body), login: true };
      const answer = await send(asked, life);
      if (answer.status !== 200 || !holdsToken(answer.body)) {
        throw new FailureError(tokenFailure(backend, url, answer, account));
      }
      return new Response(answer.body, { headers: { 'content-type': 'application/json' } });
    } catch (error) {
      if (isFailureError(error)) trouble.last = error;
      throw error;
    }
  });
  transporter.interceptors.request.add({
    resolved: (options) => Promise.resolve({ ...options, retryConfig: { retry: 0 } }),
  });
  return transporter;
}

/** `access_token` of the token endpoint, `accessToken` of the one for impersonation. */
function holdsToken(body: string): boolean {
  const answer = parseJson(body);
  return textOf(answer, 'access_token') !== '' || textOf(answer, 'accessToken') !== '';
}

/** A form, or JSON. */
function bodyOf(body: unknown): string {
  return typeof body === 'string' ? body : body instanceof URLSearchParams ? body.toString() : '';
}
