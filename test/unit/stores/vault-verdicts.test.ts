import assert from 'node:assert/strict';
import { failureMessage, reasonMessage } from '../../../src/language/messages/index.ts';
import type { Catalog } from '../../../src/catalog/index.ts';
import type { VaultBackend } from '../../../src/configuration/types.ts';
import { readFlow } from '../../../src/flow/index.ts';
import { hoverAt } from '../../../src/language/hover.ts';
import { never } from '../../fakes/never.ts';
import { token } from '../../fakes/open-vault.ts';
import { settle, settleInWords, vaultCatalog } from '../../fakes/vault-catalog.ts';
import { known } from '../../fakes/vault-backend.ts';
import { skipWithout } from '../../servers/needed.ts';
import {
  createToken,
  installOpenBao,
  namesOnly,
  seedOpenBao,
  startOpenBao,
  type OpenBao,
} from '../../servers/openbao.ts';

const fields = { TOKEN: 'VALUE-MARKER-vault' };
const seen = { application: 'kestra' };

/** What the catalog says of secrets that a real Vault holds. */
describe('A real Vault, as the catalog sees it', () => {
  let server: OpenBao;
  let names: string;
  const open: Catalog[] = [];

  before(async function () {
    this.timeout(600_000);
    const { binary } = skipWithout(this, await installOpenBao());
    server = await startOpenBao({ binary });
    names = await seedOpenBao(server, {
      mount: 'two',
      version: 2,
      secrets: [
        { path: 'api', fields, custom_metadata: seen },
        { path: 'other', fields, custom_metadata: { application: 'other' } },
        { path: 'gone', fields, custom_metadata: seen, deleted: true },
        { path: 'burnt', fields, custom_metadata: seen, destroyed: true },
        { path: 'named-only', custom_metadata: seen },
        { path: 'team/db', fields, custom_metadata: seen },
      ],
    });
    await seedOpenBao(server, {
      mount: 'one',
      version: 1,
      secrets: [
        { path: 'old', fields },
        { path: 'team/db', fields },
        // A version 1 engine may well have a folder that looks like the list of a version 2 engine.
        { path: 'metadata/looks-listed', fields },
      ],
    });
  });
  afterEach(() => {
    for (const catalog of open.splice(0)) catalog.close();
  });
  after(async () => {
    await (server as OpenBao | undefined)?.stop();
  });

  function catalogOf(text: string, backend: Partial<VaultBackend> = {}): Catalog {
    const catalog = vaultCatalog({
      endpoint: server.url,
      login: token(text),
      backend: { rootEngine: known('two'), ...backend },
    });
    open.push(catalog);
    return catalog;
  }
  const withPolicy = async (name: string, policy: string, backend: Partial<VaultBackend> = {}) =>
    catalogOf(await createToken(server, name, policy), backend);
  async function listed(catalog: Catalog) {
    await catalog.refresh(never);
    const [vault] = catalog.snapshot().backends;
    assert.ok(vault);
    return vault;
  }
  const filters = {
    filterOnTags: { application: known('kestra') },
    excludedTags: null,
    filterOnPrefix: null,
  };
  const versionOne = { rootEngine: known('one'), engineVersion: known(1) };
  const hoverOn = (catalog: Catalog, name: string) => {
    const text = `id: f\nnamespace: n\ntasks:\n  - a: "{{ secret('${name}') }}"\n`;
    const options = { snapshot: catalog.snapshot(), now: Date.now(), locale: 'en' };
    const hover = hoverAt(
      readFlow(text),
      text.indexOf(name),
      (question) => catalog.resolve(question),
      options,
    );
    assert.ok(hover);
    return hover;
  };

  describe('in an engine of version 1', () => {
    const policy = 'path "one/*" { capabilities = ["list"] }';

    it('knows the names, and says why no more', async () => {
      const catalog = await withPolicy('v1-names', policy, versionOne);
      assert.equal(await settleInWords(catalog, 'old'), 'resolvable found');
      assert.equal(await settleInWords(catalog, 'nowhere'), 'missing not-in-list');
      const subkey = await settle(catalog, 'old', 'TOKEN');
      assert.deepEqual([subkey.verdict, subkey.reasonCode], ['unknown', 'subkeys-not-read']);
      assert.match(reasonMessage(subkey.reason), /only its value shows that/);
      const note = hoverOn(catalog, 'old').facts.find(({ label }) => label === 'Note');
      assert.match(note?.value ?? '', /engine of version 1 lists names only/);
    });

    it('cannot tell of any secret whether a tag filter shows it', async () => {
      const catalog = await withPolicy('v1-filtered', policy, { ...versionOne, filters });
      const { state, secrets } = await listed(catalog);
      assert.equal(state, 'complete');
      assert.deepEqual(secrets.map(({ name, visible }) => [name, visible]).sort(), [
        ['metadata/looks-listed', null],
        ['old', null],
        ['team/db', null],
      ]);
      const { verdict, reasonCode, reason } = await settle(catalog, 'old');
      assert.deepEqual([verdict, reasonCode], ['unknown', 'undocumented-rule']);
      assert.match(reasonMessage(reason), /of version 1 and keeps no tags/);
    });

    it('reads subkeys by the explicit act alone, and then nothing but their names', async () => {
      const reader = `${policy}\npath "one/old" { capabilities = ["read"] }`;
      const catalog = await withPolicy('v1-reader', reader, versionOne);
      assert.equal(await settleInWords(catalog, 'old', 'TOKEN'), 'unknown subkeys-not-read');
      const read = await settle(catalog, 'old', 'TOKEN', true);
      assert.deepEqual([read.verdict, read.reasonCode], ['resolvable', 'found']);
      assert.equal(await settleInWords(catalog, 'old', 'token'), 'missing subkey-not-found');
      assert.doesNotMatch(JSON.stringify(catalog.snapshot()), /VALUE-MARKER/);
      const reads = (await server.auditLog()).filter(
        ({ type, request, auth }) =>
          type === 'request' && request.path === 'one/old' && auth?.display_name === 'token-v1-reader',
      );
      assert.deepEqual(
        reads.map(({ request }) => request.operation),
        ['read'],
      );
    });
  });

  describe('whose engine is of another version than configured', () => {
    const policies: readonly (readonly [string, string])[] = [
      ['with all rights of names', 'path "one/*" { capabilities = ["list"] }'],
      ['with a right at the root alone', 'path "one/" { capabilities = ["list"] }'],
    ];
    for (const [index, [whose, policy]] of policies.entries()) {
      it(`is told to be of version 1 to a token ${whose}`, async () => {
        const catalog = await withPolicy(`taken-for-two-${String(index)}`, policy, {
          rootEngine: known('one'),
        });
        const { state, failure, secrets } = await listed(catalog);
        assert.deepEqual([state, failure?.kind, secrets], ['failed', 'wrong-version', []]);
        assert.ok(failure !== null);
        assert.match(
          failureMessage(failure),
          /one is a key\/value engine of version 1, not 2: set engine-version to 1\.$/,
        );
        assert.deepEqual(failure.nextSteps, [{ kind: 'open-configuration' }]);
        assert.equal(await settleInWords(catalog, 'looks-listed'), 'unknown backend-failed');
      });
    }

    it('is told to be of version 2, whatever the token may list', async () => {
      for (const prefix of ['', 'metadata', 'team']) {
        const { state, failure } = await listed(
          catalogOf(names, { engineVersion: known(1), secretPathPrefix: known(prefix) }),
        );
        assert.deepEqual([state, failure?.kind], ['failed', 'wrong-version'], prefix);
        assert.ok(failure !== null);
        assert.match(failureMessage(failure), /set engine-version to 2\.$/);
      }
    });
  });

  it('hides what Kestra cannot read, once it is asked for, and from the list where it filters', async () => {
    const catalog = catalogOf(names);
    assert.equal((await listed(catalog)).secrets.find(({ name }) => name === 'gone')?.visible, true);
    const verdicts = new Map<string, string>();
    for (const name of ['api', 'gone', 'burnt', 'named-only', 'nowhere']) {
      verdicts.set(name, await settleInWords(catalog, name));
    }
    assert.deepEqual(Object.fromEntries(verdicts), {
      api: 'resolvable found',
      gone: 'hidden deleted',
      burnt: 'hidden deleted',
      'named-only': 'hidden no-version',
      nowhere: 'missing not-in-list',
    });
    const { secrets } = await listed(catalogOf(names, { filters }));
    const visible = Object.fromEntries(secrets.map((secret) => [secret.name, secret.visible]));
    assert.deepEqual(visible, {
      api: true,
      other: false,
      gone: false,
      burnt: false,
      'named-only': false,
      'team/db': null,
    });
  });

  it('cannot tell of a secret in a folder by which name Kestra has it', async () => {
    const catalog = catalogOf(names);
    assert.equal(await settleInWords(catalog, 'team/db'), 'unknown undocumented-rule');
    assert.equal(await settleInWords(catalog, 'db'), 'unknown undocumented-rule');
    assert.equal(await settleInWords(catalog, 'team/nowhere'), 'unknown undocumented-rule');
    const { verdict, reason } = hoverOn(catalog, 'team/db');
    assert.equal(verdict, 'unknown');
    assert.match(reason ?? '', /does not document the names of secrets in nested folders/);
  });

  it('finds by asking where the list is denied, and cannot tell of a "no"', async () => {
    const policy = 'path "two/subkeys/*" { capabilities = ["read"] }';
    const catalog = await withPolicy('unlisted', policy, { filters });
    assert.equal(await settleInWords(catalog, 'api', 'TOKEN'), 'resolvable found');
    assert.equal(await settleInWords(catalog, 'other'), 'hidden filter-on-tags');
    assert.equal(await settleInWords(catalog, 'gone'), 'hidden deleted');
    const absent = await settle(catalog, 'nowhere');
    assert.deepEqual([absent.verdict, absent.reasonCode], ['unknown', 'backend-failed']);
    assert.match(reasonMessage(absent.reason), /not enough without a list: .* may not “list” two\/metadata/);
    const [vault] = catalog.snapshot().backends;
    assert.deepEqual([vault?.state, vault?.failure?.kind], ['failed', 'denied']);
  });

  it('lists where asking is denied, and cannot tell what is in a secret', async () => {
    const policy = 'path "two/metadata/*" { capabilities = ["list"] }';
    const catalog = await withPolicy('list-only', policy);
    assert.equal(await settleInWords(catalog, 'api'), 'resolvable found');
    const subkey = await settle(catalog, 'api', 'TOKEN');
    assert.deepEqual([subkey.verdict, subkey.reasonCode], ['unknown', 'subkeys-not-read']);
    assert.match(reasonMessage(subkey.reason), /may not “read” two\/subkeys\/api/);
    assert.equal(await settleInWords(catalog, 'nowhere'), 'unknown backend-failed');
    const filtered = await withPolicy('list-only', policy, { filters });
    const { state, secrets } = await listed(filtered);
    assert.equal(state, 'complete');
    assert.deepEqual([...new Set(secrets.map(({ visible }) => visible))], [null]);
    assert.equal(await settleInWords(filtered, 'api'), 'unknown undocumented-rule');
  });

  it('lists below a prefix where the root of the engine is not to be listed', async () => {
    const policy = `path "two/metadata/team/*" { capabilities = ["list"] }
path "two/subkeys/team/*" { capabilities = ["read"] }`;
    const catalog = await withPolicy('team', policy, { secretPathPrefix: known('team') });
    assert.equal(await settleInWords(catalog, 'db', 'TOKEN'), 'resolvable found');
    assert.equal(await settleInWords(catalog, 'api'), 'missing not-in-list');
    const wrong = await withPolicy('team', policy);
    assert.deepEqual(
      [(await listed(wrong)).failure?.kind, await settleInWords(wrong, 'api')],
      ['denied', 'unknown backend-failed'],
    );
  });

  it('never calls a name missing where a folder in it may not be listed', async () => {
    const policy = `${namesOnly('two')}\npath "two/metadata/team/*" { capabilities = ["deny"] }`;
    const catalog = await withPolicy('no-team', policy);
    assert.equal(await settleInWords(catalog, 'api'), 'resolvable found');
    const absent = await settle(catalog, 'nowhere');
    assert.deepEqual([absent.verdict, absent.reasonCode], ['unknown', 'incomplete-list']);
    assert.match(reasonMessage(absent.reason), /the folder team may not be listed/);
  });

  // In a suite of its own, which comes after all of the above.
  describe('in its audit log', () => {
    it('was asked for no value in an engine of version 2, and for one in all', async () => {
      const asked = (await server.auditLog()).filter(
        ({ type, auth }) => type === 'request' && auth?.display_name?.startsWith('token-'),
      );
      assert.ok(asked.length > 50);
      const paths = asked.map(({ request }) => `${request.operation} ${request.path}`);
      const harmless =
        /^(list (two\/metadata|one)(\/|$)|read two\/subkeys\/|read sys\/internal\/ui\/mounts\/)/;
      // Version 1 taken for version 2, and the other way round, lists what is not there.
      const mistaken = /^list (one\/metadata|two)(\/|$)/;
      assert.deepEqual(
        paths.filter((path) => !harmless.test(path) && !mistaken.test(path)),
        ['read one/old'],
      );
    });
  });
});
