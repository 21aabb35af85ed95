import type { FailedBackend } from '../../ports/backend.ts';
import {
  ClientSecretCredential,
  ManagedIdentityCredential,
  WorkloadIdentityCredential,
  type GetTokenOptions,
  type TokenCredential,
} from '@azure/identity';
import type { AzureIdentity, AzureLogin } from '../../access/index.ts';
import { FailureError, isFailureError, type Failure } from '../../ports/failure.ts';
import { cancellation } from '../../ports/cancellation.ts';
import type { SendHttp } from '../../ports/network.ts';
import { mayHaveScope } from './scopes.ts';
import { elsewhereFailure } from './failures.ts';
import { mayAskForToken, mayAskMachine } from './guard.ts';
import { tokenHttp, type TokenExchange } from './http-client.ts';
import type { AzureSettings } from './settings.ts';
import { noManagedIdentity, noToken, otherTenant, tokenFailure, wrongChallenge } from './token-failures.ts';

/** How tokens are sent for. */
export interface TokenWays {
  readonly send: SendHttp;
  /** To the identity service of an Azure machine: never by a proxy, and it answers at once or not at all. */
  readonly sendToMachine: SendHttp;
  /** Its end ends the question for a token, too. */
  readonly life: AbortSignal;
}

/** A login, and whether the next question would have to get a token first. `now` in ms since the epoch. */
export interface OwnCredential extends TokenCredential {
  needsLogin(now: number): boolean;
}

/** Azure's client gets a new token so long before the old one ends, in ms. */
const renewedBefore = 5 * 60_000;

/**
 * A login as Azure's client wants it. It gives a vault a token for a key vault only, whatever the vault's challenge
 * asks for, and rejects with a FailureError, or with an AbortError where its life is over.
 */
export function createCredential(login: AzureLogin, settings: AzureSettings, ways: TokenWays): OwnCredential {
  const isToken = login.identities[0]?.kind === 'token';
  let endsAt = 0;
  const sources = login.identities.map((identity) => sourceOf(identity, login, settings, ways));

  async function firstToken(wanted: string[], options: GetTokenOptions): Promise<Token> {
    let last: Failure = noToken(settings.backend);
    for (const source of sources) {
      const token = await source(wanted, options);
      if ('token' in token) return token;
      last = token.gaveWay;
    }
    throw new FailureError(last);
  }

  return {
    async getToken(scopes, options = {}) {
      const wanted = [scopes].flat();
      if (!wanted.every((scope) => mayHaveScope(scope, settings.endpoint))) {
        throw new FailureError(wrongChallenge(settings.backend, settings.endpoint));
      }
      try {
        const token = await firstToken(wanted, options);
        endsAt = token.expiresOnTimestamp;
        return token;
      } catch (error) {
        throw ways.life.aborted ? cancellation() : error;
      }
    },
    needsLogin: (now) => !isToken && now >= endsAt - renewedBefore,
  };
}

interface Token {
  readonly token: string;
  readonly expiresOnTimestamp: number;
}

/** A token, or why the next identity may be tried. */
type Source = (scopes: string[], options: GetTokenOptions) => Promise<Token | { readonly gaveWay: Failure }>;

/** A token that was got elsewhere says nothing of its end; a list takes a new one. */
const assumedLife = 3_600_000;

function sourceOf(
  identity: AzureIdentity,
  login: AzureLogin,
  settings: AzureSettings,
  { send, sendToMachine, life }: TokenWays,
): Source {
  const { backend } = settings;
  const { authority, otherTenants } = login;
  const exchange: TokenExchange = { answer: null, failure: null };
  const refusal = () => new FailureError(elsewhereFailure(backend, authority));
  const common = {
    authorityHost: authority,
    disableInstanceDiscovery: true,
    additionallyAllowedTenants: [...otherTenants],
    retryOptions: { maxRetries: 0 },
    redirectOptions: { maxRetries: 0 },
    httpClient: tokenHttp(
      exchange,
      (method, url) => mayAskForToken(method, url, authority),
      refusal,
      send,
      life,
    ),
  };
  const ofTenant =
    (tenantId: string, make: () => TokenCredential): Source =>
    async (scopes, options) => {
      checkTenant(tenantId, otherTenants, options.tenantId, backend);
      return tokenFrom(make, scopes, options, exchange, settings, authority, identity.kind);
    };

  switch (identity.kind) {
    case 'token':
      return () => Promise.resolve({ token: identity.token, expiresOnTimestamp: Date.now() + assumedLife });
    case 'client-secret': {
      const { tenantId, clientId, clientSecret } = identity;
      return ofTenant(
        tenantId,
        once(() => new ClientSecretCredential(tenantId, clientId, clientSecret, common)),
      );
    }
    case 'workload-identity': {
      const { tenantId, clientId, tokenFile } = identity;
      const make = once(
        () => new WorkloadIdentityCredential({ ...common, tenantId, clientId, tokenFilePath: tokenFile }),
      );
      return ofTenant(tenantId, make);
    }
    case 'managed-identity': {
      const { clientId, resourceId } = identity;
      const httpClient = tokenHttp(exchange, mayAskMachine, refusal, sendToMachine, life);
      const which = resourceId === null ? { clientId: clientId ?? '' } : { resourceId };
      const make = once(
        () => new ManagedIdentityCredential({ retryOptions: { maxRetries: 0 }, httpClient, ...which }),
      );
      return async (scopes, options) => {
        try {
          return await tokenFrom(make, scopes, options, exchange, settings, authority, identity.kind);
        } catch {
          return { gaveWay: noManagedIdentity(backend) };
        }
      };
    }
  }
}

async function tokenFrom(
  make: () => TokenCredential,
  scopes: string[],
  options: GetTokenOptions,
  exchange: TokenExchange,
  { backend }: AzureSettings,
  authority: string,
  kind: AzureIdentity['kind'],
): Promise<Token> {
  exchange.answer = null;
  exchange.failure = null;
  try {
    const token = await make().getToken(scopes, options);
    if (token !== null) return token;
  } catch (error) {
    if (isFailureError(error)) throw error;
  }
  // Azure's client turns whatever happened into an error of its own.
  throw exchangeFailure(exchange, backend, authority, kind);
}

function exchangeFailure(
  { answer, failure }: TokenExchange,
  backend: FailedBackend,
  authority: string,
  kind: AzureIdentity['kind'],
): FailureError {
  if (failure !== null) return failure;
  return new FailureError(
    answer === null ? noToken(backend) : tokenFailure(backend, authority, kind, answer),
  );
}

/** The challenge names the vault's tenant (Azure's client: `additionallyAllowedTenants`, `*` for any). */
function checkTenant(
  own: string,
  others: readonly string[],
  wanted: string | undefined,
  backend: FailedBackend,
): void {
  const allowed = [own, ...others].map((tenant) => tenant.toLowerCase());
  if (wanted === undefined || allowed.includes('*') || allowed.includes(wanted.toLowerCase())) return;
  throw new FailureError(otherTenant(backend, wanted));
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
