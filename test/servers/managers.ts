import type { ServerResponse } from 'node:http';
import type { Store } from '../../src/stores/contract.ts';
import type { ListBounds } from '../../src/stores/paging.ts';
import { openAwsStore } from '../fakes/open-aws.ts';
import { openAzureStore, reader as azureReader } from '../fakes/open-azure.ts';
import { openGoogleStore, project, reader as googleReader } from '../fakes/open-google.ts';
import { openVaultStore, token as vaultToken } from '../fakes/open-vault.ts';
import { startAwsStub } from './aws-stub.ts';
import { startAzure } from './azure/azure.ts';
import { startGoogle } from './google/google.ts';
import { startHostile } from './hostile.ts';
import type { Request } from './listening.ts';

/** What a manager is asked, in words that all of them share. */
export interface Asked {
  readonly what: 'list' | 'lookup' | 'value';
  /** The token of the page, a folder of a Vault; null: the first, or no list. */
  readonly page: string | null;
}

/** An answer: a body, of status 200 where none is given. */
export interface Told {
  readonly status?: number;
  readonly body: string;
}

export interface RunningManager {
  readonly store: Store;
  /** Another store of the same server. */
  readonly open: () => Promise<Store>;
  readonly asked: readonly Asked[];
  stop(): Promise<void>;
}

/** Tags and times as an item holds them. */
export interface ItemParts {
  readonly name: unknown;
  readonly tags?: unknown;
  /** When it ends, or ended. */
  readonly time?: unknown;
}

/**
 * One of the four managers, with a server that says what a test wants. What is given as `unknown` goes into the answer
 * as it is, of whatever type.
 */
export interface Manager {
  readonly id: string;
  /** As sentences call it. */
  readonly label: string;
  readonly start: (answer: (asked: Asked) => Told, bounds?: Partial<ListBounds>) => Promise<RunningManager>;
  /** A page of a list: `items` are what `item` makes; `next` leads to another page. */
  readonly page: (items: unknown, next?: unknown) => unknown;
  readonly item: (parts: ItemParts) => unknown;
  /** The answer to a question for one secret. */
  readonly secret: (parts: ItemParts) => unknown;
  /** "There is no such secret." */
  readonly nothing: Told;
  /** The tags of an item that has these. */
  readonly tags: (tags: Readonly<Record<string, unknown>>) => unknown;
  /** The answer to the read of a value; null: it is never read. */
  readonly value: (value: unknown) => unknown;
}

const json = (status: number, body: unknown): Told => ({ status, body: JSON.stringify(body) });

function send(response: ServerResponse, { status = 200, body }: Told, origin = ''): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(body.replaceAll('https://origin.test', origin));
}

const aws: Manager = {
  id: 'aws-secret-manager',
  label: 'AWS Secrets Manager',
  async start(answer, bounds = {}) {
    const asked: Asked[] = [];
    const server = await startAwsStub(({ action, body }) => {
      const what =
        action === 'ListSecrets' ? 'list' : action === 'DescribeSecret' ? ('lookup' as const) : 'value';
      const question: Asked = { what, page: typeof body.NextToken === 'string' ? body.NextToken : null };
      asked.push(question);
      return { by: (response) => send(response, answer(question)) };
    });
    return running(
      asked,
      () => openAwsStore({ endpoint: server.url, bounds }),
      () => server.stop(),
    );
  },
  page: (items, next) => ({ SecretList: items, NextToken: next }),
  item: ({ name, tags, time }) => ({
    Name: name,
    Tags: tags,
    DeletedDate: time,
    SecretVersionsToStages: { one: ['AWSCURRENT'] },
  }),
  secret: ({ name, tags, time }) => ({
    Name: name,
    Tags: tags,
    DeletedDate: time,
    VersionIdsToStages: { one: ['AWSCURRENT'] },
  }),
  nothing: json(400, { __type: 'ResourceNotFoundException', message: 'no' }),
  tags: (tags) => Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
  value: (value) => ({ Name: 'api', SecretString: value }),
};

/** An object's name where it is a text; else what is given, instead of the whole identifier. */
function identifierOf(start: string, name: unknown): unknown {
  return typeof name === 'string' ? `${start}${name}` : name;
}

const azure: Manager = {
  id: 'azure-key-vault',
  label: 'Azure Key Vault',
  async start(answer, bounds = {}) {
    const asked: Asked[] = [];
    const instead = (request: Request, response: ServerResponse): boolean => {
      const [, kind, name = '', part = ''] = request.url.pathname.split('/');
      if (kind !== 'secrets' || request.headers.authorization === undefined) return false;
      const what = name === '' ? 'list' : part === 'versions' ? ('lookup' as const) : 'value';
      const question: Asked = { what, page: request.url.searchParams.get('page') };
      asked.push(question);
      send(response, answer(question), request.url.origin);
      return true;
    };
    const server = await startAzure({
      secrets: [],
      applications: [azureReader],
      permissions: { [azureReader.id]: ['list', 'get'] },
      instead,
    });
    return running(asked, () => openAzureStore(server, { bounds }), server.stop);
  },
  page: (items, next) => ({
    value: items,
    nextLink: typeof next === 'string' && next !== '' ? `https://origin.test/secrets?page=${next}` : next,
  }),
  item: ({ name, tags, time }) => ({
    id: identifierOf('https://origin.test/secrets/', name),
    attributes: { enabled: true, created: 1, exp: time },
    tags,
  }),
  secret: ({ name, tags, time }) => ({
    value: [
      {
        id: typeof name === 'string' ? `https://origin.test/secrets/${name}/0a` : name,
        attributes: { enabled: true, created: 1, exp: time },
        tags,
      },
    ],
  }),
  nothing: json(404, { error: { code: 'SecretNotFound', message: 'no' } }),
  tags: (tags) => tags,
  value: (value) => ({ id: 'https://origin.test/secrets/api/0a', value }),
};

const google: Manager = {
  id: 'google-secret-manager',
  label: 'Google Secret Manager',
  async start(answer, bounds = {}) {
    const asked: Asked[] = [];
    const instead = (request: Request, response: ServerResponse): boolean => {
      const [, , , , , name, versions, version] = decodeURIComponent(request.url.pathname).split('/');
      if (versions !== undefined && version === 'latest') {
        send(response, json(200, { name: `projects/1/secrets/${name ?? ''}/versions/1`, state: 'ENABLED' }));
        return true;
      }
      const what = name === undefined ? 'list' : versions === undefined ? ('lookup' as const) : 'value';
      const question: Asked = { what, page: fullOrNull(request.url.searchParams.get('pageToken')) };
      asked.push(question);
      send(response, answer(question));
      return true;
    };
    const server = await startGoogle({
      project,
      secrets: [],
      accounts: [googleReader],
      permissions: {},
      instead,
    });
    return running(asked, () => openGoogleStore(server, { bounds }), server.stop);
  },
  page: (items, next) => ({ secrets: items, nextPageToken: next }),
  item: ({ name, tags, time }) => ({
    name: identifierOf('projects/1/secrets/', name),
    labels: tags,
    expireTime: time,
  }),
  secret: (parts) => google.item(parts),
  nothing: json(404, { error: { code: 404, status: 'NOT_FOUND', message: 'no' } }),
  tags: (tags) => tags,
  value: (value) => ({
    name: 'projects/1/secrets/api/versions/1',
    payload: { data: typeof value === 'string' ? Buffer.from(value).toString('base64') : value },
  }),
};

const vault: Manager = {
  id: 'vault',
  label: 'Vault',
  async start(answer) {
    const asked: Asked[] = [];
    const server = await startHostile((response, { url }) => {
      if (url.startsWith('/v1/sys/internal/ui/mounts/')) {
        send(response, json(200, { data: { path: 'secret/', type: 'kv', options: { version: '2' } } }));
        return;
      }
      const folder = /^\/v1\/secret\/metadata\/?(.*)\?list=1$/.exec(url)?.[1];
      const question: Asked =
        folder === undefined ? { what: 'lookup', page: null } : { what: 'list', page: fullOrNull(folder) };
      asked.push(question);
      send(response, answer(question));
    });
    const login = vaultToken('token-of-this-test');
    return running(
      asked,
      () => openVaultStore({ endpoint: server.url, login }),
      () => server.stop(),
    );
  },
  page: (items, next) => ({
    data: {
      keys: Array.isArray(items) && typeof next === 'string' ? [...(items as unknown[]), `${next}/`] : items,
    },
  }),
  item: ({ name }) => name,
  secret: ({ tags, time }) => ({
    data: { subkeys: { TOKEN: null }, metadata: { custom_metadata: tags, deletion_time: time } },
  }),
  nothing: json(404, { errors: [] }),
  tags: (tags) => tags,
  value: () => null,
};

export const managers: readonly Manager[] = [vault, aws, azure, google];

const fullOrNull = (text: string | null) => (text === '' ? null : text);

async function running(
  asked: readonly Asked[],
  open: () => Store | Promise<Store>,
  stopServer: () => Promise<void>,
): Promise<RunningManager> {
  const opened: Store[] = [];
  const openAnother = async () => {
    const store = await open();
    opened.push(store);
    return store;
  };
  return {
    store: await openAnother(),
    open: openAnother,
    asked,
    stop: async () => {
      for (const store of opened) store.close();
      await stopServer();
    },
  };
}
