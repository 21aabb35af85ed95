import type { ServerResponse } from 'node:http';
import { sendJson, type Request } from '../listening.ts';

/** One version of a secret. */
export interface SecretVersion {
  readonly value: string;
  /** Default: enabled. */
  readonly state?: 'ENABLED' | 'DISABLED' | 'DESTROYED';
}

export interface ProjectSecret {
  readonly id: string;
  /** Oldest first; a secret may have none. */
  readonly versions: readonly SecretVersion[];
  readonly labels?: Readonly<Record<string, string>>;
  /** RFC 3339. */
  readonly expireTime?: string;
}

/** As IAM calls them. */
export type Permission = 'secrets.list' | 'secrets.get' | 'versions.get' | 'versions.access';

export interface SecretManagerOptions {
  /** Its id; names come back with the number. */
  readonly project: string;
  readonly secrets: readonly ProjectSecret[];
  /** By the account's address. */
  readonly permissions: Readonly<Record<string, readonly Permission[]>>;
  /** Most secrets on a page. */
  readonly pageSize: number;
  /** Who a bearer token belongs to; undefined: nobody. */
  readonly accountOf: (token: string) => string | undefined;
}

const projectNumber = '123456789012';
const created = '2026-01-01T00:00:00.123456Z';
/** google.cloud.secretmanager.v1.SecretVersion.State, which clients may ask for as numbers. */
const states = { ENABLED: 1, DISABLED: 2, DESTROYED: 3 } as const;

/** What of Secret Manager's REST contract (v1) reads: a list of secrets, a secret, its latest version, its value. */
export function createSecretManager(options: SecretManagerOptions) {
  const { project, secrets, permissions, accountOf } = options;
  return (request: Request, response: ServerResponse): void => {
    const account = accountOf(/^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '');
    if (account === undefined) {
      fail(response, 401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.', {
        reason: 'ACCESS_TOKEN_TYPE_UNSUPPORTED',
      });
      return;
    }
    const path = decodeURIComponent(request.url.pathname);
    const [, asked = '', id, version] =
      /^\/v1\/projects\/([^/]+)\/secrets(?:\/([^/:]+)(\/versions\/latest(?::access)?)?)?$/.exec(path) ?? [];
    if (request.method !== 'GET' || asked === '') {
      fail(response, 404, 'NOT_FOUND', 'Method not found.');
      return;
    }
    const permission: Permission =
      id === undefined
        ? 'secrets.list'
        : version === undefined
          ? 'secrets.get'
          : version.endsWith(':access')
            ? 'versions.access'
            : 'versions.get';
    const isProject = asked === project || asked === projectNumber;
    if (!isProject || !(permissions[account] ?? []).includes(permission)) {
      const right = `secretmanager.${permission}`;
      const words = `Permission '${right}' denied for resource 'projects/${asked}' (or it may not exist).`;
      fail(response, 403, 'PERMISSION_DENIED', words, {
        reason: 'IAM_PERMISSION_DENIED',
        metadata: { permission: right },
      });
      return;
    }
    if (id === undefined) {
      sendPage(request, response, options);
      return;
    }
    const secret = secrets.find((each) => each.id === id);
    if (secret === undefined) {
      fail(response, 404, 'NOT_FOUND', `Secret [projects/${projectNumber}/secrets/${id}] not found.`);
    } else if (version === undefined) {
      sendJson(response, 200, secretOf(secret));
    } else {
      sendVersion(secret, permission, request, response);
    }
  };
}

function sendVersion(
  secret: ProjectSecret,
  permission: Permission,
  request: Request,
  response: ServerResponse,
): void {
  const { versions, id } = secret;
  const latest = versions.at(-1);
  const name = `projects/${projectNumber}/secrets/${id}/versions/${String(versions.length)}`;
  if (latest === undefined) {
    const words = `Secret Version [projects/${projectNumber}/secrets/${id}/versions/latest] not found.`;
    fail(response, 404, 'NOT_FOUND', words);
    return;
  }
  const state = latest.state ?? 'ENABLED';
  if (permission === 'versions.get') {
    const asNumber = request.url.searchParams.get('$alt')?.includes('enum-encoding=int') === true;
    sendJson(response, 200, {
      name,
      createTime: created,
      state: asNumber ? states[state] : state,
      etag: '"1"',
      replicationStatus: { automatic: {} },
    });
  } else if (state !== 'ENABLED') {
    fail(response, 400, 'FAILED_PRECONDITION', `Secret Version [${name}] is in ${state} state.`);
  } else {
    sendJson(response, 200, { name, payload: { data: Buffer.from(latest.value).toString('base64') } });
  }
}

function sendPage(
  request: Request,
  response: ServerResponse,
  { secrets, pageSize }: SecretManagerOptions,
): void {
  const wanted = Number(request.url.searchParams.get('pageSize') ?? '0');
  if (!Number.isInteger(wanted) || wanted < 0) {
    fail(response, 400, 'INVALID_ARGUMENT', 'Page size must not be negative.');
    return;
  }
  // Sorted by name, as Google has it.
  const sorted = [...secrets].sort((a, b) => (a.id < b.id ? -1 : 1));
  const size = Math.min(wanted === 0 ? 25_000 : wanted, pageSize);
  const start = Number(request.url.searchParams.get('pageToken') ?? '');
  const end = start + size;
  sendJson(response, 200, {
    ...(sorted.length === 0 ? {} : { secrets: sorted.slice(start, end).map(secretOf) }),
    ...(end < sorted.length ? { nextPageToken: String(end) } : {}),
    totalSize: sorted.length,
  });
}

function secretOf({ id, labels, expireTime }: ProjectSecret): Record<string, unknown> {
  return {
    name: `projects/${projectNumber}/secrets/${id}`,
    replication: { automatic: {} },
    createTime: created,
    etag: '"1"',
    ...(labels === undefined ? {} : { labels }),
    ...(expireTime === undefined ? {} : { expireTime }),
  };
}

/** google.rpc.Status in JSON, with an ErrorInfo where there is something to tell. */
export function fail(
  response: ServerResponse,
  status: number,
  code: string,
  message: string,
  info: { readonly reason?: string; readonly metadata?: Readonly<Record<string, string>> } = {},
  headers: Readonly<Record<string, string>> = {},
): void {
  const details =
    info.reason === undefined
      ? {}
      : {
          details: [
            {
              '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
              domain: 'googleapis.com',
              ...info,
            },
          ],
        };
  sendJson(response, status, { error: { code: status, message, status: code, ...details } }, headers);
}
