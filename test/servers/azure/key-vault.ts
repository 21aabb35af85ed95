import type { ServerResponse } from 'node:http';
import { sendJson, type Request } from '../listening.ts';
import type { Grant } from './entra.ts';

/** One version of a secret; times in seconds since the epoch, as in the REST contract. */
export interface VaultVersion {
  readonly value: string;
  readonly enabled?: boolean;
  readonly nbf?: number;
  readonly exp?: number;
  readonly created?: number;
  readonly contentType?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface VaultSecret {
  readonly name: string;
  /** Oldest first. */
  readonly versions: readonly VaultVersion[];
}

/** Data-plane permissions, by the application's id. */
export type Permissions = Readonly<Record<string, readonly ('list' | 'get')[]>>;

export interface KeyVaultOptions {
  readonly secrets: readonly VaultSecret[];
  readonly permissions: Permissions;
  /** Secrets on a page, at most 25. */
  readonly pageSize: number;
  /** Where tokens are had, and for what: what the 401 challenge says. */
  readonly challenge: () => { readonly authority: string; readonly resource: string };
  readonly grantOf: (token: string) => Grant | undefined;
}

const mostOnAPage = 25;

/** The secrets' part of Key Vault's REST contract (api-version 7.x and 2025-07-01), read-only. */
export function createKeyVault(options: KeyVaultOptions) {
  return (request: Request, response: ServerResponse): void => {
    const { challenge, grantOf, permissions } = options;
    const { authority, resource } = challenge();
    const grant = grantOf(/^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '');
    if (grant?.resource !== resource) {
      const said = `Bearer authorization="${authority}", resource="${resource}"`;
      const words = `[BearerReadAccessTokenFailed] AKV10000: Request is missing a Bearer or PoP token.`;
      fail(response, 401, 'Unauthorized', words, { 'www-authenticate': said });
      return;
    }
    if (!request.url.searchParams.has('api-version')) {
      fail(response, 400, 'BadParameter', 'api-version must be specified');
      return;
    }
    const [, kind = '', name = '', part = ''] = request.url.pathname.split('/').map(decodeURIComponent);
    if (request.method !== 'GET' || kind !== 'secrets') {
      fail(response, 405, 'MethodNotAllowed', 'Only reading secrets is served here.');
      return;
    }
    const right = name === '' || part === 'versions' ? 'list' : 'get';
    if (!(permissions[grant.application.id] ?? []).includes(right)) {
      forbid(response, grant.application.id, right);
    } else if (name === '') {
      sendPage(request, response, options, options.secrets.map(newest), '/secrets');
    } else if (!/^[0-9a-zA-Z-]{1,127}$/.test(name)) {
      fail(response, 400, 'BadParameter', `The request URI contains an invalid name: ${name}`);
    } else {
      answerFor(name, part, request, response);
    }
  };

  function answerFor(name: string, part: string, request: Request, response: ServerResponse): void {
    // Names are compared without regard to case.
    const secret = options.secrets.find((each) => each.name.toLowerCase() === name.toLowerCase());
    if (secret === undefined) {
      fail(
        response,
        404,
        'SecretNotFound',
        `A secret with (name/id) ${name} was not found in this key vault.`,
      );
    } else if (part === 'versions') {
      const versions = secret.versions.map((version, at) => itemOf(secret.name, version, at));
      sendPage(request, response, options, versions, `/secrets/${secret.name}/versions`);
    } else {
      const version = secret.versions.at(-1);
      if (version?.enabled === false) {
        fail(
          response,
          403,
          'Forbidden',
          'Operation get is not allowed on a disabled secret.',
          {},
          'SecretDisabled',
        );
      } else {
        const item = itemOf(secret.name, version ?? { value: '' }, secret.versions.length - 1);
        sendJson(response, 200, { ...withId(request, item), value: version?.value });
      }
    }
  }
}

interface Item {
  readonly path: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly tags?: Readonly<Record<string, string>>;
  readonly contentType?: string;
}

/** A secret in the list carries what its newest version says, and no version in its id. */
function newest({ name, versions }: VaultSecret): Item {
  return { ...itemOf(name, versions.at(-1) ?? { value: '' }, 0), path: `secrets/${name}` };
}

function itemOf(name: string, version: VaultVersion, at: number): Item {
  const { enabled = true, nbf, exp, created = 1_700_000_000 + at, contentType, tags } = version;
  return {
    path: `secrets/${name}/${at.toString(16).padStart(32, '0')}`,
    attributes: {
      enabled,
      ...(nbf === undefined ? {} : { nbf }),
      ...(exp === undefined ? {} : { exp }),
      created,
      updated: created,
      recoveryLevel: 'Recoverable+Purgeable',
      recoverableDays: 90,
    },
    ...(tags === undefined ? {} : { tags }),
    ...(contentType === undefined ? {} : { contentType }),
  };
}

function withId({ url }: Request, { path, ...rest }: Item): Record<string, unknown> {
  return { id: `${url.origin}/${path}`, ...rest };
}

function sendPage(
  request: Request,
  response: ServerResponse,
  { pageSize }: KeyVaultOptions,
  items: readonly Item[],
  path: string,
): void {
  const wanted = Number(request.url.searchParams.get('maxresults') ?? mostOnAPage);
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > mostOnAPage) {
    fail(response, 400, 'BadParameter', 'maxresults must be between 1 and 25');
    return;
  }
  const size = Math.min(wanted, pageSize);
  const start = Number(request.url.searchParams.get('$skiptoken') ?? '0');
  const version = request.url.searchParams.get('api-version') ?? '';
  const next =
    start + size < items.length
      ? `${request.url.origin}${path}?api-version=${version}&$skiptoken=${String(start + size)}&maxresults=${String(wanted)}`
      : null;
  const value = items.slice(start, start + size).map((item) => withId(request, item));
  sendJson(response, 200, { value, nextLink: next });
}

function forbid(response: ServerResponse, application: string, right: string): void {
  const words = `The user, group or application 'appid=${application}' does not have secrets ${right} permission on this key vault.`;
  fail(response, 403, 'Forbidden', words, {}, 'AccessDenied');
}

export function fail(
  response: ServerResponse,
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
  inner?: string,
): void {
  const innererror = inner === undefined ? {} : { innererror: { code: inner } };
  sendJson(response, status, { error: { code, message, ...innererror } }, headers);
}
