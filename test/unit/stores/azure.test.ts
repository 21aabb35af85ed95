import assert from 'node:assert/strict';
import { failureMessage } from '../../../src/language/messages/index.ts';
import type { ServerResponse } from 'node:http';
import type { Store, StoredSecret } from '../../../src/stores/contract.ts';
import { never } from '../../fakes/never.ts';
import { describePaging } from '../../contract/paging-contract.ts';
import { nobody, openAzureStore, reader, secretOf, type OpenAzureOptions } from '../../fakes/open-azure.ts';
import { keepCollecting } from '../../processes/collect-garbage.ts';
import { startAzure, type Azure, type AzureOptions } from '../../servers/azure/azure.ts';
import { fail, type VaultSecret, type VaultVersion } from '../../servers/azure/key-vault.ts';
import { sendJson, type Request } from '../../servers/listening.ts';
import { failureOf as failuresOf, listAll as list } from './asking.ts';

const failureOf = (ask: () => Promise<unknown>) => failuresOf('Azure Key Vault', ask);
const value = '{"TOKEN": "VALUE-MARKER-azure"}';

describe('An Azure Key Vault', () => {
  const undo: (() => Promise<void> | void)[] = [];
  afterEach(async () => {
    for (const each of undo.splice(0).reverse()) await each();
  });

  async function start(options: Partial<AzureOptions>, opening?: OpenAzureOptions) {
    const azure = await startAzure({
      secrets: secrets(3),
      applications: [reader, nobody],
      permissions: { [reader.id]: ['list', 'get'], [nobody.id]: ['list'] },
      ...options,
    });
    undo.push(azure.stop);
    return { azure, store: open(azure, opening) };
  }
  function open(azure: Azure, opening?: OpenAzureOptions): Store {
    const store = openAzureStore(azure, opening);
    undo.push(() => store.close());
    return store;
  }

  describePaging(async ({ count, pageSize, refusals = [], waits }) => {
    const waiting = [...refusals];
    const { azure, store } = await start(
      {
        secrets: secrets(count),
        pageSize,
        instead: onPage('2', (response) => {
          const refusal = waiting.shift();
          if (refusal === undefined) return false;
          fail(
            response,
            refusal.status,
            refusal.status === 429 ? 'Throttled' : 'InternalServerError',
            'Oops',
            refusal.headers,
          );
          return true;
        }),
      },
      waits === undefined ? {} : { waits },
    );
    // One more for the challenge, and one login for all.
    const pagesAsked = () => {
      assert.equal(azure.tokensAsked.filter((asked) => asked.startsWith('POST')).length, 1);
      return azure.asked.length - 1;
    };
    return { store, pagesAsked };
  }, failureOf);

  it('tells what may be listed from what may be read', async () => {
    const permissions = { [reader.id]: ['get'], [nobody.id]: ['list'] } as const;
    const { azure, store } = await start({ permissions });
    const listing = await failureOf(() => list(store));
    assert.equal(listing.kind, 'denied');
    assert.match(failureMessage(listing), /Key Vault Reader/);
    const read = await store.subkeys('secret-1', { readValue: true }, never);
    assert.deepEqual(read, { state: 'known', names: ['TOKEN'] });

    const other = open(azure, { login: { identities: [secretOf(nobody)] } });
    assert.equal((await list(other)).length, 3);
    const reading = await failureOf(() => other.subkeys('secret-1', { readValue: true }, never));
    assert.equal(reading.kind, 'denied');
    assert.match(failureMessage(reading), /Key Vault Secrets User/);
  });

  it('knows a firewall from a missing right', async () => {
    const { store } = await start({
      instead: (request, response) => {
        if (request.headers.authorization === undefined) return false;
        if (!request.url.pathname.startsWith('/secrets')) return false;
        fail(response, 403, 'Forbidden', 'Client address is not authorized', {}, 'ForbiddenByFirewall');
        return true;
      },
    });
    assert.match(failureMessage(await failureOf(() => list(store))), /firewall/);
  });

  it('takes the newest version for the secret, and says what keeps it from being read', async () => {
    const later = Math.round(Date.now() / 1000) + 86_400;
    const of = (name: string, ...versions: Partial<VaultVersion>[]): VaultSecret => ({
      name,
      versions: versions.map((version) => ({ value, ...version })),
    });
    const { store } = await start({
      secrets: [
        of('off', { enabled: true, created: 1 }, { enabled: false, created: 2 }),
        of('on', { enabled: false, created: 1 }, { enabled: true, created: 2, tags: { a: 'b' } }),
        of('expired', { exp: 1_700_000_000 }),
        of('later', { nbf: later }),
        of('begun', { nbf: 1_700_000_000 }),
        of('same-second', { enabled: true, created: 1 }, { enabled: false, created: 1 }),
      ],
      pageSize: 1,
    });
    const expected: Record<string, Partial<StoredSecret>> = {
      off: { readable: 'disabled', tags: {} },
      on: { readable: 'yes', tags: { a: 'b' } },
      expired: { readable: 'yes', expiresAt: '2023-11-14T22:13:20.000Z' },
      later: { readable: 'yes', startsAt: new Date(later * 1000).toISOString() },
      begun: { readable: 'yes' },
    };
    const listed = await list(store);
    for (const [name, told] of Object.entries(expected)) {
      const all = { name, storedName: name, tags: {}, subkeys: { state: 'not-read' }, ...told };
      assert.deepEqual(
        listed.find((secret) => secret.name === name),
        all,
      );
      assert.deepEqual(await store.lookup(name, never), { state: 'found', secret: all });
    }
    const tied = await store.lookup('same-second', never);
    assert.equal(tied.state === 'found' ? tied.secret.readable : tied.state, 'unknown');
  });

  it('reads no value, and asks for the one that the user wants to have read alone', async () => {
    const { azure, store } = await start({});
    await list(store);
    await store.lookup('secret-0', never);
    await store.subkeys('secret-0', { readValue: false }, never);
    const paths = () => azure.asked.map((asked) => asked.replace(/\?.*/, ''));
    assert.deepEqual([...new Set(paths())], ['GET /secrets', 'GET /secrets/secret-0/versions']);
    await store.subkeys('secret-2', { readValue: true }, never);
    assert.deepEqual(paths().slice(3), ['GET /secrets/secret-2/']);
  });

  it('says that a value which is no JSON object has no subkeys', async () => {
    const values = ['VALUE-MARKER plain', '"VALUE-MARKER"', '["VALUE-MARKER"]', 'null', ''];
    const { store } = await start({
      secrets: values.map((text, index) => ({ name: `s-${String(index)}`, versions: [{ value: text }] })),
    });
    for (const index of values.keys()) {
      const name = `s-${String(index)}`;
      assert.deepEqual(await store.subkeys(name, { readValue: true }, never), { state: 'none' });
    }
  });

  it('never follows a vault that leads elsewhere, and takes it no token', async () => {
    const elsewhere = await startAzure({ secrets: secrets(1), applications: [reader], permissions: {} });
    undo.push(elsewhere.stop);
    const answers: ((response: ServerResponse) => void)[] = [
      (response) => response.writeHead(302, { location: `${elsewhere.vaultUrl}/secrets` }).end(),
      (response) => sendJson(response, 200, { value: [], nextLink: `${elsewhere.vaultUrl}/secrets?p=2` }),
      (response) => sendJson(response, 200, { value: [], nextLink: 'https://localhost:1/secrets/a/b' }),
    ];
    for (const answer of answers) {
      const { store } = await start({ instead: withToken(answer) });
      assert.equal((await failureOf(() => list(store))).kind, 'invalid-answer');
    }
    assert.deepEqual(elsewhere.asked, []);
  });

  it('never walks from a list to a value', async () => {
    for (const path of ['/secrets/secret-0/', '/secrets/secret-0/1', '/keys']) {
      const { azure, store } = await start({
        instead: (request, response) =>
          withToken((sent) => sendJson(sent, 200, { value: [], nextLink: `${request.url.origin}${path}` }))(
            request,
            response,
          ),
      });
      assert.equal((await failureOf(() => list(store))).kind, 'invalid-answer', path);
      assert.ok(azure.asked.length < 8);
    }
  });

  it('takes no other server’s 404 for an answer about a secret', async () => {
    const page = withToken((response) =>
      response.writeHead(404, { 'content-type': 'text/html' }).end('<html>Not found</html>'),
    );
    const { store } = await start({ instead: page });
    assert.equal((await failureOf(() => store.lookup('secret-0', never))).kind, 'invalid-answer');
    assert.equal((await failureOf(() => list(store))).kind, 'invalid-answer');
  });

  it('ends 30 questions at their deadline where nobody answers, whatever garbage is collected', async function () {
    this.timeout(30_000);
    let hangs = false;
    const timeouts = { connectTimeout: 1500, readTimeout: 1500 };
    const { store } = await start({ instead: () => hangs }, { timeouts });
    await store.lookup('secret-0', never);
    hangs = true;
    undo.push(keepCollecting());
    const failures = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        failureOf(() => (index % 2 === 0 ? list(store) : store.lookup(`secret-${String(index)}`, never))),
      ),
    );
    assert.deepEqual([...new Set(failures.map(({ kind }) => kind))], ['timeout']);
  });

  it('may be asked anew with another secret, without a trace of the old one', async () => {
    const { azure, store } = await start({ secrets: secrets(1) });
    await list(store);
    store.close();
    await assert.rejects(list(store));
    assert.equal((await list(open(azure))).length, 1);
  });
});

function secrets(count: number): VaultSecret[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `secret-${String(index)}`,
    versions: [{ value, tags: { index: String(index) } }],
  }));
}

/** Answers the page that begins with the so-manieth secret, unless `answer` says false. */
function onPage(start: string, answer: (response: ServerResponse) => unknown) {
  return (request: Request, response: ServerResponse) =>
    request.url.searchParams.get('$skiptoken') === start && answer(response) !== false;
}

/** Answers what is asked of the vault with a token. */
function withToken(answer: (response: ServerResponse) => void) {
  return (request: Request, response: ServerResponse) => {
    if (request.headers.authorization === undefined) return false;
    answer(response);
    return true;
  };
}
