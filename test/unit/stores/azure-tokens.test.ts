import assert from 'node:assert/strict';
import { failureMessage } from '../../../src/language/messages/index.ts';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AzureLogin } from '../../../src/access/azure/types.ts';
import { isFailureError, type Failure, type FailureKind } from '../../../src/ports/failure.ts';
import { isCancellation } from '../../../src/ports/cancellation.ts';
import type { Store } from '../../../src/stores/contract.ts';
import { never } from '../../fakes/never.ts';
import { openAzureStore, reader, secretOf, tenant, type OpenAzureOptions } from '../../fakes/open-azure.ts';
import { startAzure, type Azure, type AzureOptions } from '../../servers/azure/azure.ts';
import { sendJson, startListening, type Request } from '../../servers/listening.ts';
import { startProxy } from '../../servers/proxy.ts';

const otherTenant = '44444444-4444-4444-8444-444444444444';
const timeouts = { connectTimeout: 1000, readTimeout: 1000 };

describe('A token for an Azure Key Vault', () => {
  const undo: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const each of undo.splice(0).reverse()) await each();
  });

  async function start(options: Partial<AzureOptions> = {}): Promise<Azure> {
    const azure = await startAzure({
      secrets: [{ name: 'one', versions: [{ value: 'VALUE-MARKER-one' }] }],
      applications: [reader],
      permissions: { [reader.id]: ['list'] },
      ...options,
    });
    undo.push(azure.stop);
    return azure;
  }
  function open(azure: Azure, options: OpenAzureOptions = {}): Store {
    const store = openAzureStore(azure, options);
    undo.push(() => {
      store.close();
      return Promise.resolve();
    });
    return store;
  }
  const as = (azure: Azure, login: Partial<AzureLogin>) => open(azure, { login, timeouts });

  const refused: readonly (readonly [string, Partial<typeof reader>, RegExp])[] = [
    ['a wrong secret', { secret: 'VALUE-MARKER-wrong' }, /client secret/],
    ['an application that is not there', { id: '99999999-9999-4999-8999-999999999999' }, /client-id/],
  ];
  for (const [what, changes, words] of refused) {
    it(`is refused for ${what}`, async () => {
      const azure = await start();
      const store = as(azure, { identities: [secretOf({ ...reader, ...changes })] });
      const failure = await failureOf(store);
      assert.equal(failure.kind, 'denied');
      assert.match(failureMessage(failure), words);
      assert.match(failure.detail ?? '', /AADSTS\d+$/);
    });
  }

  it("is asked for no longer than the store is open, and that is no fault of anybody's", async () => {
    const arrived: (() => void)[] = [];
    const isAsked = new Promise<void>((resolve) => arrived.push(resolve));
    const azure = await start({
      instead: ({ url }) => {
        if (!url.pathname.endsWith('/token')) return false;
        for (const each of arrived) each();
        return true;
      },
    });
    const store = open(azure);
    const waiting = [() => count(store), () => store.lookup('one', never)].map((ask) =>
      assert.rejects(ask, isCancellation),
    );
    await isAsked;
    store.close();
    await Promise.all(waiting);
    await assert.rejects(() => count(store), isCancellation);
  });

  const token =
    (answer: (response: ServerResponse) => void) => (request: Request, response: ServerResponse) => {
      if (request.method !== 'POST') return false;
      answer(response);
      return true;
    };
  const strange: readonly (readonly [string, (response: ServerResponse) => void, FailureKind])[] = [
    ['hangs', () => undefined, 'timeout'],
    ['hangs up', (response) => response.destroy(), 'unreachable'],
    [
      'shows a page',
      (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>'),
      'invalid-answer',
    ],
    ['is out of order', (response) => response.writeHead(503).end('no'), 'unreachable'],
    [
      'has an error of its own',
      (response) => sendJson(response, 500, { error: 'server_error', error_description: 'AADSTS90000: no' }),
      'unreachable',
    ],
    [
      'is too busy',
      (response) =>
        sendJson(response, 503, { error: 'temporarily_unavailable', error_description: 'AADSTS90033' }),
      'throttled',
    ],
    ['wants something told', (response) => sendJson(response, 400, { error: 'VALUE-MARKER' }), 'denied'],
    [
      'throttles',
      (response) =>
        sendJson(response, 429, {
          error: 'temporarily_unavailable',
          error_description: 'AADSTS90033: Wait.',
        }),
      'throttled',
    ],
    [
      'leads elsewhere',
      (response) => response.writeHead(307, { location: 'https://127.0.0.1:1/oauth2/v2.0/token' }).end(),
      'invalid-answer',
    ],
  ];
  for (const [what, answer, kind] of strange) {
    it(`is had from nobody who ${what}, and the failure says so`, async () => {
      const azure = await start({ instead: token(answer) });
      assert.equal((await failureOf(as(azure, {}))).kind, kind);
    });
  }

  it('names the host of Entra ID where it cannot be reached', async () => {
    const azure = await start();
    const failure = await failureOf(as(azure, { authority: 'https://127.0.0.1:9' }));
    assert.equal(failure.kind, 'unreachable');
    assert.match(failureMessage(failure), /https:\/\/127\.0\.0\.1:9/);
  });

  it('is never asked for something that is no key vault', async () => {
    for (const resource of [
      'https://management.azure.com',
      'https://graph.microsoft.com',
      'https://vault.azure.net.evil.example',
    ]) {
      const azure = await start({ resource });
      const failure = await failureOf(open(azure));
      assert.equal(failure.kind, 'invalid-answer');
      assert.match(failureMessage(failure), /no key vault/);
      assert.deepEqual(azure.tokensAsked, []);
    }
  });

  it('may be one for the vault itself, as other servers have it', async () => {
    const azure = await start({ resource: () => azure.vaultUrl });
    assert.equal(await count(open(azure)), 1);
  });

  it('is asked for a vault of Azure’s own through the proxy, and checked against its host', async () => {
    const azure = await start();
    const proxy = await startProxy({ target: new URL(azure.vaultUrl) });
    undo.push(() => proxy.stop());
    const opening = {
      endpoint: 'https://shop.vault.azure.net',
      network: { extraCertificates: [azure.certificate], proxy: proxy.url },
    };
    assert.equal(await count(open(azure, opening)), 1);
    assert.deepEqual(
      [...new Set(proxy.requests.map(({ line }) => line))],
      ['CONNECT shop.vault.azure.net:443'],
    );

    const china = await start({ resource: 'https://vault.azure.cn' });
    const other = await startProxy({ target: new URL(china.vaultUrl) });
    undo.push(() => other.stop());
    const network = { extraCertificates: [china.certificate], proxy: other.url };
    const failure = await failureOf(open(china, { ...opening, network }));
    assert.equal(failure.kind, 'invalid-answer');
    assert.deepEqual(china.tokensAsked, []);
  });

  it('names the setting where the certificate is signed by nobody trusted', async () => {
    const azure = await start();
    const failure = await failureOf(open(azure, { network: { extraCertificates: [] } }));
    assert.equal(failure.kind, 'tls');
    assert.match(failureMessage(failure), /caFile/);
  });

  it('is asked of the vault’s tenant only where the configuration allows that tenant', async () => {
    const azure = await start({ applications: [{ ...reader, tenant: otherTenant }] });
    const failure = await failureOf(open(azure));
    assert.equal(failure.kind, 'misconfigured');
    assert.match(failureMessage(failure), new RegExp(`${otherTenant}.*additionally-allowed-tenants`));
    assert.deepEqual(azure.tokensAsked, []);
    for (const otherTenants of [[otherTenant], ['*']]) {
      assert.equal(await count(as(azure, { otherTenants })), 1);
    }
  });

  it('is had with what the cluster says of a pod', async () => {
    const azure = await start();
    const folder = await mkdtemp(path.join(tmpdir(), 'pod-'));
    undo.push(() => rm(folder, { recursive: true }));
    const tokenFile = path.join(folder, 'token');
    await writeFile(tokenFile, `assertion-for-${reader.id}\n`);
    const pod = { kind: 'workload-identity', tenantId: tenant, clientId: reader.id, tokenFile } as const;
    const store = as(azure, { identities: [pod] });
    assert.equal(store.needsLogin(), true);
    assert.equal(await count(store), 1);
    assert.equal(store.needsLogin(), false);
    await writeFile(tokenFile, 'VALUE-MARKER-assertion');
    const refusal = await failureOf(as(azure, { identities: [pod] }));
    assert.equal(refusal.kind, 'denied');
    assert.match(failureMessage(refusal), /workload identity.*federated credential/);
    assert.doesNotMatch(failureMessage(refusal), /client secret/);
  });

  it('is had from the identity service of the machine, and else from the next identity', async () => {
    const azure = await start();
    const asked: string[] = [];
    const machine = await startListening((request, response) => {
      asked.push([request.headers['x-identity-header'], request.url.searchParams.get('resource')].join(' '));
      const expires_on = String(Math.round(Date.now() / 1000) + 3600);
      sendJson(response, 200, {
        access_token: azure.grant(reader),
        expires_on,
        resource: 'r',
        token_type: 'Bearer',
      });
    }, null);
    undo.push(machine.stop);
    const { IDENTITY_ENDPOINT, IDENTITY_HEADER } = process.env;
    undo.push(() => {
      restore({ IDENTITY_ENDPOINT, IDENTITY_HEADER });
      return Promise.resolve();
    });
    Object.assign(process.env, { IDENTITY_ENDPOINT: `${machine.url}/msi/token`, IDENTITY_HEADER: 'header' });
    const managed = { kind: 'managed-identity', clientId: reader.id, resourceId: null } as const;
    assert.equal(await count(as(azure, { identities: [managed] })), 1);
    assert.deepEqual(asked, ['header https://vault.azure.net']);

    await machine.stop();
    const failure = await failureOf(as(azure, { identities: [managed] }));
    assert.equal(failure.kind, 'signed-out');
    assert.match(failureMessage(failure), /managed identity/);
    assert.equal(await count(as(azure, { identities: [managed, secretOf(reader)] })), 1);
  });

  it('may be the one of an account; where it is over, the next list has a new one', async () => {
    const azure = await start();
    const over = as(azure, { identities: [{ kind: 'token', token: 'VALUE-MARKER-over' }] });
    assert.equal(over.needsLogin(), false);
    const failure = await failureOf(over);
    assert.equal(failure.kind, 'denied');
    assert.deepEqual(failure.nextSteps[0], { kind: 'sign-in' });
    assert.equal(await count(as(azure, { identities: [{ kind: 'token', token: azure.grant(reader) }] })), 1);
    assert.deepEqual(azure.tokensAsked, []);
  });
});

async function count(store: Store): Promise<number> {
  let found = 0;
  for await (const page of store.list({ withTags: true }, never)) found += page.secrets.length;
  return found;
}

async function failureOf(store: Store): Promise<Failure> {
  try {
    await count(store);
  } catch (error) {
    assert.ok(isFailureError(error), String(error));
    assert.ok(!JSON.stringify(error.failure).includes('VALUE-MARKER'));
    assert.match(failureMessage(error.failure), /^Azure Key Vault.*\.$/);
    return error.failure;
  }
  return assert.fail('nothing failed');
}

function restore(variables: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  }
}
