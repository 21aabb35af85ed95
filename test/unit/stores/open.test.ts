import assert from 'node:assert/strict';
import { failureMessage } from '../../../src/language/messages/index.ts';
import type { VaultLogin } from '../../../src/access/types.ts';
import type { Backend, VaultBackend } from '../../../src/configuration/types.ts';
import type { FailureKind } from '../../../src/ports/failure.ts';
import { openStore } from '../../../src/stores/index.ts';
import { anyReason } from '../../fakes/failure-reasons.ts';
import { never } from '../../fakes/never.ts';
import { noAccess } from '../../fakes/no-access.ts';
import { openVault, token } from '../../fakes/open-vault.ts';
import { known, placeholder, vaultBackend } from '../../fakes/vault-backend.ts';

const base = vaultBackend();
const other = (backend: { type: Backend['type'] } & Record<string, unknown>) =>
  ({ ...base, ...backend }) as unknown as Backend;

describe('openStore', () => {
  const endpoint = 'http://127.0.0.1:9';

  it('opens a Vault without sending anything', async () => {
    const opened = await openVault({ endpoint: `${endpoint}/vault/`, login: token('hvs.x') });
    assert.equal(opened.state, 'open');
    assert.equal(opened.endpoint, `${endpoint}/vault`);
    assert.deepEqual(opened.store.abilities, { lookup: true, subkeys: 'without-value', listLag: 0 });
    opened.store.close();
  });

  for (const type of ['unsupported', 'env'] as const) {
    it(`does not support ${type}`, async () => {
      const dependencies = {
        ...noAccess,
        network: { extraCertificates: [] },
        clock: { now: () => 0, after: () => () => undefined },
        random: () => 0,
      };
      assert.deepEqual(await openStore(other({ type }), dependencies, never), { state: 'unsupported' });
    });
  }

  it('passes on why nothing may be sent', async () => {
    const failure = { kind: 'not-approved', message: anyReason, nextSteps: [] } as const;
    const opened = await openStore(
      base,
      {
        ...noAccess,
        authorizeVault: () => Promise.resolve({ state: 'blocked', failure }),
        network: { extraCertificates: [] },
        clock: { now: () => 0, after: () => () => undefined },
        random: () => 0,
      },
      never,
    );
    assert.deepEqual(opened, { state: 'blocked', failure });
  });

  const blocked: readonly (readonly [string, Partial<VaultBackend>, VaultLogin, string, FailureKind])[] = [
    [
      'an engine not known here',
      { rootEngine: placeholder('ENGINE') },
      token('x'),
      endpoint,
      'misconfigured',
    ],
    ['an empty engine', { rootEngine: known(' /'.trim()) }, token('x'), endpoint, 'misconfigured'],
    ['an engine with dots', { rootEngine: known('kv/../sys') }, token('x'), endpoint, 'misconfigured'],
    [
      'a prefix not known here',
      { secretPathPrefix: placeholder('P') },
      token('x'),
      endpoint,
      'misconfigured',
    ],
    [
      'a prefix with dots',
      { secretPathPrefix: known('a/%2E%2e/data') },
      token('x'),
      endpoint,
      'misconfigured',
    ],
    ['version 3', { engineVersion: known(3) }, token('x'), endpoint, 'misconfigured'],
    [
      'a namespace of two lines',
      { vaultNamespace: known('a\r\nX: y') },
      token('x'),
      endpoint,
      'misconfigured',
    ],
    ['a token of two lines', {}, token('hvs.SECRET\r\nX: y'), endpoint, 'misconfigured'],
    ['an empty token', {}, token(''), endpoint, 'signed-out'],
    ['a login path with dots', {}, roleAt('a/../token'), endpoint, 'misconfigured'],
    ['no login path', {}, roleAt('/'), endpoint, 'misconfigured'],
    ['an address of another scheme', {}, token('x'), 'file:///etc/passwd', 'misconfigured'],
    ['an address with a user', {}, token('x'), 'http://user:SECRET@127.0.0.1:9', 'misconfigured'],
    ['an address with a query', {}, token('x'), `${endpoint}/?a=SECRET`, 'misconfigured'],
    ['no address', {}, token('x'), '127.0.0.1', 'misconfigured'],
  ];
  for (const [what, backend, login, address, kind] of blocked) {
    it(`is blocked by ${what}`, async () => {
      const opened = await openVault({ endpoint: address, login, backend });
      assert.equal(opened.state, 'blocked');
      assert.equal(opened.failure.kind, kind);
      assert.match(failureMessage(opened.failure), /^Vault: .*\.$/);
      assert.ok(opened.failure.nextSteps.length > 0);
      assert.ok(!JSON.stringify(opened).includes('SECRET'));
    });
  }
});

function roleAt(path: string): VaultLogin {
  return { kind: 'app-role', path, roleId: 'role', secretId: 'SECRET' };
}
