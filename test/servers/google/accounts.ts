import { createPublicKey, generateKeyPairSync, randomUUID, verify } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { sendJson, type Request } from '../listening.ts';
import { fail } from './secret-manager.ts';

/** A service account with the key that its file holds. */
export interface Account {
  readonly email: string;
  readonly keyId: string;
  /** PEM. */
  readonly privateKey: string;
}

/** Somebody who has signed in by Google's command line. */
export interface User {
  readonly email: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
}

/** Made once: it takes a moment, and what each account signs names the account. */
let key: string | undefined;

export function accountOf(name: string, project = 'demo-project'): Account {
  key ??= generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  }).privateKey;
  return { email: `${name}@${project}.iam.gserviceaccount.com`, keyId: `key-of-${name}`, privateKey: key };
}

/** Google's token endpoint, the one for impersonation, and what a bearer token says. */
export interface Accounts {
  /** Answers a request to `oauth2.googleapis.com` or `iamcredentials.googleapis.com`. */
  answer(request: Request, response: ServerResponse): void;
  /** The address of whoever this token is of: one that was given here, or one that an account signed itself. */
  readonly ownerOf: (token: string) => string | undefined;
}

export interface AccountsOptions {
  readonly accounts: readonly Account[];
  readonly users: readonly User[];
  /** Who may act as whom, by address. */
  readonly mayActAs: Readonly<Record<string, readonly string[]>>;
}

const audience = 'https://secretmanager.googleapis.com/';

export function createAccounts({ accounts, users, mayActAs }: AccountsOptions): Accounts {
  const given = new Map<string, string>();
  return {
    ownerOf: (token) => given.get(token) ?? signerOf(token, accounts, (claims) => claims.aud === audience),
    answer(request, response) {
      const path = decodeURIComponent(request.url.pathname);
      const target = /^\/v1\/projects\/-\/serviceAccounts\/([^/]+):generateAccessToken$/.exec(path)?.[1];
      if (request.method === 'POST' && path === '/token') giveToken(request, response);
      else if (request.method === 'POST' && target !== undefined) impersonate(target, request, response);
      else fail(response, 404, 'NOT_FOUND', 'Not found.');
    },
  };

  function give(email: string): string {
    const token = `ya29.${randomUUID()}`;
    given.set(token, email);
    return token;
  }

  function giveToken({ body }: Request, response: ServerResponse): void {
    const form = new URLSearchParams(body);
    const owner =
      form.get('grant_type') === 'refresh_token'
        ? users.find(
            (user) =>
              user.refreshToken === form.get('refresh_token') &&
              user.clientId === form.get('client_id') &&
              user.clientSecret === form.get('client_secret'),
          )?.email
        : signerOf(form.get('assertion') ?? '', accounts, (claims) => typeof claims.scope === 'string');
    if (owner === undefined) {
      sendJson(response, 400, {
        error: 'invalid_grant',
        error_description: 'Token has been expired or revoked.',
      });
      return;
    }
    sendJson(response, 200, {
      access_token: give(owner),
      expires_in: 3599,
      token_type: 'Bearer',
      scope: 'https://www.googleapis.com/auth/cloud-platform',
    });
  }

  function impersonate(target: string, { headers }: Request, response: ServerResponse): void {
    const caller = given.get(/^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? '');
    if (caller === undefined) {
      fail(response, 401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.');
    } else if (!(mayActAs[caller] ?? []).includes(target)) {
      const words = `Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).`;
      fail(response, 403, 'PERMISSION_DENIED', words, { reason: 'IAM_PERMISSION_DENIED' });
    } else {
      const expireTime = new Date(Date.now() + 3_600_000).toISOString();
      sendJson(response, 200, { accessToken: give(target), expireTime });
    }
  }
}

/** The account that signed a JWT (RFC 7519, RS256) which has not expired; undefined: none of these. */
function signerOf(
  token: string,
  accounts: readonly Account[],
  accepts: (claims: Record<string, unknown>) => boolean,
): string | undefined {
  const [head = '', body = '', signature = ''] = token.split('.');
  if (signature === '') return undefined;
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>;
  const account = accounts.find(({ email }) => email === claims.iss);
  if (account === undefined || Number(claims.exp) * 1000 < Date.now() || !accepts(claims)) return undefined;
  const publicKey = createPublicKey(account.privateKey);
  const isSigned = verify(
    'RSA-SHA256',
    Buffer.from(`${head}.${body}`),
    publicKey,
    Buffer.from(signature, 'base64url'),
  );
  return isSigned ? account.email : undefined;
}
