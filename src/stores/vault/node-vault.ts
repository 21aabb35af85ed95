import { FailureError } from '../../ports/failure.ts';
import type { HttpResponse, SendHttp } from '../../ports/network.ts';
import { type VaultAnswer } from './answers.ts';
import { isObject, parseJson } from '../../text/json.ts';
import { retryAfterOf } from '../../text/retry-after.ts';
import { mayBeSent } from './guard.ts';
import type { VaultSettings } from './settings.ts';

/** The part of node-vault's client that is used. Every method resolves with a {@link VaultAnswer}, of any status. */
export interface NodeVault {
  /** `readsValue`: whether this one request may answer with a value, by the user's explicit act. */
  read(
    path: string,
    options: { readonly signal: AbortSignal; readonly readsValue: boolean },
  ): Promise<unknown>;
  list(path: string, options: { readonly signal: AbortSignal }): Promise<unknown>;
  write(path: string, data: object, options: { readonly signal: AbortSignal }): Promise<unknown>;
  /** Sent with each request from now on; null: none. */
  useToken(token: string | null): void;
}

/** Loads node-vault, on first use, behind our transport: nothing of its own reaches the network. */
export async function loadNodeVault(settings: VaultSettings, send: SendHttp): Promise<NodeVault> {
  const { default: nodeVault } = await import('node-vault');
  const client = nodeVault({
    endpoint: settings.endpoint,
    apiVersion: 'v1',
    // LIST is GET with ?list=1: a verb of its own does not pass every gateway.
    noCustomHTTPVerbs: true,
    // Its debug lines hold request bodies.
    debug: () => undefined,
    'request-promise': { defaults: () => (options: unknown) => passOn(options, settings, send) },
  });
  // Left out or empty, these would have come from VAULT_TOKEN, VAULT_NAMESPACE and VAULT_PREFIX.
  Object.assign(client, { token: undefined, namespace: settings.namespace ?? undefined, pathPrefix: '' });
  return {
    read: (path, options) => client.read(path, options),
    list: (path, options) => client.list(path, options),
    write: (path, data, options) => client.write(path, data, options),
    useToken: (token) => void Object.assign(client, { token: token ?? undefined }),
  };
}

/**
 * node-vault's transport hook. It answers 200 whatever came, with the real status inside: the library's own errors
 * have neither a class nor headers, and it takes some paths for health checks.
 */
async function passOn(options: unknown, settings: VaultSettings, send: SendHttp) {
  if (!isObject(options)) throw new Error('node-vault passed no request');
  const { method, uri, headers, json, signal, readsValue } = options;
  if (typeof method !== 'string' || typeof uri !== 'string' || !(signal instanceof AbortSignal)) {
    throw new Error('node-vault passed an incomplete request');
  }
  if (!mayBeSent(method, uri, settings, readsValue === true)) {
    throw new FailureError({
      kind: 'misconfigured',
      message: { kind: 'vault-request-not-allowed', backend: settings.backend },
      nextSteps: [],
      detail: `${method} refused by the allow-list`,
    });
  }
  const body = isObject(json) ? { body: JSON.stringify(json) } : {};
  const type = isObject(json) ? { 'Content-Type': 'application/json' } : {};
  const response = await send(
    {
      method,
      url: new URL(uri),
      headers: { Accept: 'application/json', 'X-Vault-Request': 'true', ...type, ...textHeaders(headers) },
      ...body,
      // The allow-list has a POST for logins alone.
      login: method === 'POST',
    },
    signal,
  );
  return { statusCode: 200, body: answerOf(response), request: { path: '' } };
}

function textHeaders(headers: unknown): Record<string, string> {
  const entries = isObject(headers) ? Object.entries(headers) : [];
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function answerOf({ status, headers, body }: HttpResponse): VaultAnswer {
  const read = parseJson(body);
  return { status, body: isObject(read) ? read : undefined, retryAfter: retryAfterOf(headers) };
}

export function isVaultAnswer(value: unknown): value is VaultAnswer {
  return isObject(value) && typeof value.status === 'number' && 'retryAfter' in value;
}
