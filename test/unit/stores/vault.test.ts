import assert from 'node:assert/strict';
import { failureMessage, reasonMessage } from '../../../src/language/messages/index.ts';
import type { VaultLogin } from '../../../src/access/types.ts';
import type { VaultBackend } from '../../../src/configuration/types.ts';
import type { ListPage, Store } from '../../../src/stores/contract.ts';
import { cutWords } from '../../fakes/cut-words.ts';
import { never } from '../../fakes/never.ts';
import { lookTime } from '../../../src/stores/vault/mount.ts';
import { openVaultStore, token } from '../../fakes/open-vault.ts';
import { known } from '../../fakes/vault-backend.ts';
import { settle, settleInWords, vaultCatalog } from '../../fakes/vault-catalog.ts';
import { skipWithout } from '../../servers/needed.ts';
import {
  createToken,
  installOpenBao,
  namesOnly,
  mountKv,
  seedOpenBao,
  startOpenBao,
  writeSecret,
  type OpenBao,
} from '../../servers/openbao.ts';
import { failure } from './asking.ts';

const fields = { TOKEN: 'VALUE-MARKER-vault' };

describe('A real Vault', () => {
  let server: OpenBao;
  let names: string;

  before(async function () {
    this.timeout(600_000);
    const { binary } = skipWithout(this, await installOpenBao());
    server = await startOpenBao({ binary });
    names = await seedOpenBao(server, {
      mount: 'kv/two',
      version: 2,
      secrets: [
        { path: 'api', fields },
        { path: 'team/db', fields },
      ],
    });
    await seedOpenBao(server, { mount: 'one', version: 1, secrets: [{ path: 'old', fields }] });
    await mountKv(server, 'empty', 2);
  });
  after(async () => {
    await (server as OpenBao | undefined)?.stop();
  });

  const open = (login: VaultLogin, backend: Partial<VaultBackend> = {}): Promise<Store> =>
    openVaultStore({
      endpoint: server.url,
      login,
      backend: { rootEngine: known('kv/two'), ...backend },
    });
  async function pages(store: Store): Promise<ListPage[]> {
    const all: ListPage[] = [];
    for await (const page of store.list({ withTags: false }, never)) all.push(page);
    return all;
  }
  const listed = async (store: Store) =>
    (await pages(store)).flatMap(({ secrets }) => secrets.map((secret) => secret.name));
  const asRoot = () => token(server.rootToken);

  describe('and its engine', () => {
    it('that does not exist is a missing mount where the token may know it', async () => {
      const store = await open(asRoot(), { rootEngine: known('nowhere') });
      assert.equal((await failure(listed(store))).kind, 'missing-mount');
      assert.equal((await failure(store.lookup('api', never))).kind, 'missing-mount');
    });

    it('that does not exist is denied where the token may not know it, and the sentence says so', async () => {
      const { kind, message } = await failure(
        listed(await open(token(names), { rootEngine: known('nowhere') })),
      );
      assert.equal(kind, 'denied');
      assert.match(failureMessage({ message }), /nowhere/);
    });

    it('of version 1 taken for version 2 is a wrong version, never an empty list or an absent secret', async () => {
      const store = await open(asRoot(), { rootEngine: known('one') });
      assert.equal((await failure(listed(store))).kind, 'wrong-version');
      assert.equal((await failure(store.lookup('old', never))).kind, 'wrong-version');
    });

    it('of version 2 taken for version 1 is a wrong version', async () => {
      const store = await open(asRoot(), { engineVersion: known(1) });
      assert.equal((await failure(listed(store))).kind, 'wrong-version');
    });

    it('of version 1 lists its names, and has no question for one secret', async () => {
      const store = await open(asRoot(), { rootEngine: known('one'), engineVersion: known(1) });
      assert.deepEqual(await listed(store), ['old']);
      assert.deepEqual(store.abilities, { lookup: false, subkeys: 'by-reading-value', listLag: 0 });
      assert.deepEqual(await store.subkeys('old', { readValue: false }, never), { state: 'not-read' });
    });

    it('that is mounted deeper or higher than configured is told where it is', async () => {
      const { kind, message } = await failure(
        listed(await open(asRoot(), { rootEngine: known('kv/two/metadata'), secretPathPrefix: known('x') })),
      );
      assert.equal(kind, 'missing-mount');
      assert.match(failureMessage({ message }), /kv\/two:/);
    });

    it('without a secret is an empty list', async () => {
      assert.deepEqual(await pages(await open(asRoot(), { rootEngine: known('empty') })), [{ secrets: [] }]);
    });

    it('of another type is told to be one', async () => {
      const { kind, message } = await failure(
        listed(await open(asRoot(), { rootEngine: known('cubbyhole') })),
      );
      assert.equal(kind, 'missing-mount');
      assert.match(failureMessage({ message }), /cubbyhole/);
    });
  });

  describe('and a folder that may not be listed', () => {
    it('lists the others and says that the list is short', async () => {
      const policy = `${namesOnly('kv/two')}\npath "kv/two/metadata/team/*" { capabilities = ["deny"] }
path "kv/two/metadata/team" { capabilities = ["deny"] }`;
      const all = await pages(await open(token(await createToken(server, 'no-team', policy))));
      assert.deepEqual(
        all.flatMap(({ secrets }) => secrets.map(({ name }) => name)),
        ['api'],
      );
      assert.match(cutWords(all.at(-1)?.cutShort), /team/);
    });

    it('lists from the folder that a narrow policy allows', async () => {
      const policy = `path "kv/two/metadata/team/*" { capabilities = ["list"] }`;
      const narrow = token(await createToken(server, 'team-only', policy));
      const [only, ...others] = await pages(await open(narrow));
      assert.deepEqual([only?.secrets, only?.refused?.kind, others], [[], 'denied', []]);
      assert.deepEqual(await listed(await open(narrow, { secretPathPrefix: known('team') })), ['db']);
    });
  });

  describe('and tags that are refused for one secret', () => {
    it('lists that secret without tags, the others with theirs', async () => {
      const policy = `${namesOnly('kv/two')}\npath "kv/two/subkeys/api" { capabilities = ["deny"] }`;
      const store = await open(token(await createToken(server, 'not-api', policy)));
      const tags = new Map<string, unknown>();
      for await (const { secrets } of store.list({ withTags: true }, never)) {
        for (const secret of secrets) tags.set(secret.name, secret.tags);
      }
      assert.deepEqual([...tags].sort(), [
        ['api', null],
        ['team/db', {}],
      ]);
    });
  });

  describe('and its versions', () => {
    it('finds a version that will be deleted later readable, and says when', async () => {
      await server.request('POST', 'kv/two/metadata/fleeting', { delete_version_after: '1h' });
      await writeSecret(server, { mount: 'kv/two', version: 2 }, { path: 'fleeting', fields });
      const lookup = await (await open(token(names))).lookup('fleeting', never);
      assert.equal(lookup.state, 'found');
      assert.equal(lookup.secret.readable, 'yes');
      assert.match(lookup.secret.expiresAt ?? '', /^\d{4}-.*Z$/);
      assert.equal(lookup.secret.deletedAt, undefined);
    });
  });

  describe('and a namespace', () => {
    it('asks in it, however its slashes are written, and says where there is none of that name', async () => {
      await server.request('POST', 'sys/namespaces/admin', {});
      await server.request('POST', 'admin/sys/namespaces/child', {});
      for (const [namespace, name] of [
        ['admin', 'inside'],
        ['admin/child', 'deep-inside'],
      ] as const) {
        await mountKv(server, 'kv', 2, namespace);
        await server.request('POST', `${namespace}/kv/data/${name}`, { data: fields });
      }
      const inside = (namespace: string, engine = 'kv') =>
        open(asRoot(), { rootEngine: known(engine), vaultNamespace: known(namespace) });
      for (const written of ['admin', 'admin/', '/admin', '/admin/']) {
        assert.deepEqual(await listed(await inside(written)), ['inside'], written);
      }
      for (const written of ['admin/child', '/admin//child/']) {
        assert.deepEqual(await listed(await inside(written)), ['deep-inside'], written);
      }
      // A namespace may stand before the engine as well.
      assert.deepEqual(await listed(await inside('', 'admin/child/kv')), ['deep-inside']);
      assert.deepEqual(await listed(await inside('admin', 'child/kv')), ['deep-inside']);
      assert.ok((await listed(await inside('root', 'kv/two'))).includes('api'));
      const nobody = await failure(listed(await inside('nobody/')));
      assert.equal(nobody.kind, 'misconfigured');
      assert.match(failureMessage(nobody), /has no namespace nobody: correct the configuration/);
    });

    it('takes the engine of a token’s own namespace for none elsewhere', async () => {
      const elsewhere = await open(asRoot(), { rootEngine: known('kv') });
      assert.equal((await failure(listed(elsewhere))).kind, 'missing-mount');
    });
  });

  describe('that is asked too much', () => {
    it('is asked again after a moment, and then fails as throttled', async () => {
      const quota = { path: 'empty', rate: 1, interval: '60s' };
      await server.request('POST', 'sys/quotas/rate-limit/slow', quota);
      const waits: number[] = [];
      const store = await openVaultStore({
        endpoint: server.url,
        login: asRoot(),
        backend: { rootEngine: known('empty') },
        clock: {
          now: Date.now,
          after(delay, action) {
            // The time that the question about the engine has is a bound, and no wait.
            if (delay === lookTime) return () => undefined;
            waits.push(delay);
            setImmediate(action);
            return () => undefined;
          },
        },
      });
      const { kind, nextSteps } = await failure(
        (async () => {
          for (let time = 0; time < 3; time++) await store.lookup(`x${String(time)}`, never);
        })(),
      );
      assert.equal(kind, 'throttled');
      assert.deepEqual(nextSteps, [{ kind: 'retry' }]);
      assert.deepEqual(waits, [500, 1000]);
      await server.request('DELETE', 'sys/quotas/rate-limit/slow');
    });
  });

  it('is asked whatever VAULT_* variables say', async () => {
    const variables = {
      VAULT_ADDR: 'http://127.0.0.1:9',
      VAULT_TOKEN: 'hvs.other',
      VAULT_NAMESPACE: 'other',
      VAULT_PREFIX: '/other',
      HTTP_PROXY: 'http://127.0.0.1:9',
      http_proxy: 'http://127.0.0.1:9',
    };
    const before = { ...process.env };
    Object.assign(process.env, variables);
    try {
      assert.ok((await listed(await open(token(names)))).includes('api'));
    } finally {
      for (const name of Object.keys(variables)) {
        if (before[name] === undefined) Reflect.deleteProperty(process.env, name);
        else process.env[name] = before[name];
      }
    }
  });

  describe('and its end', () => {
    it('that is sealed in the middle says so, keeps the last list, and is as before once unsealed', async () => {
      const login = token(names);
      const catalog = vaultCatalog({ endpoint: server.url, login, backend: { rootEngine: known('kv/two') } });
      const vault = () => {
        const [only] = catalog.snapshot().backends;
        return [only?.state, only?.failure?.kind, only?.secrets.map(({ name }) => name).includes('api')];
      };
      assert.equal(await settleInWords(catalog, 'api', 'TOKEN'), 'resolvable found');
      await server.request('POST', 'sys/seal');
      const absent = await settle(catalog, 'nowhere');
      assert.deepEqual([absent.verdict, absent.reasonCode], ['unknown', 'backend-failed']);
      assert.match(
        reasonMessage(absent.reason),
        /is sealed and answers nobody: ask whoever runs it to unseal it/,
      );
      await catalog.refresh(never);
      assert.deepEqual(vault(), ['failed', 'sealed', true]);
      assert.equal(await settleInWords(catalog, 'api'), 'unknown backend-failed');
      const [, key] = /Unseal Key: (\S+)/.exec(server.output()) ?? [];
      const unsealed = await server.request('POST', 'sys/unseal', { key });
      assert.equal(unsealed.status, 200, JSON.stringify(unsealed.body));
      await catalog.refresh(never);
      assert.deepEqual(vault(), ['complete', undefined, true]);
      assert.equal(await settleInWords(catalog, 'nowhere'), 'missing not-in-list');
      catalog.close();
    });

    it('that is gone is unreachable', async () => {
      const store = await open(token(names));
      await server.stop();
      const { kind, nextSteps } = await failure(listed(store));
      assert.equal(kind, 'unreachable');
      assert.deepEqual(nextSteps, [{ kind: 'retry' }, { kind: 'connect-differently' }]);
    });
  });
});
