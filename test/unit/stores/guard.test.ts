import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mayBeSent } from '../../../src/stores/vault/guard.ts';
import { isAskable } from '../../../src/managers/vault-segments.ts';
import { encodePath, nameSegments } from '../../../src/stores/vault/paths.ts';
import { vaultSettings, type VaultSettings } from '../../../src/stores/vault/settings.ts';
import { known, vaultBackend } from '../../fakes/vault-backend.ts';

const endpoint = 'https://vault.test:8200/behind/a/gateway';
const two = vaultSettings(vaultBackend({ rootEngine: known('kv/two') }), `${endpoint}/`);
const one = vaultSettings(vaultBackend({ rootEngine: known('one'), engineVersion: known(1) }), endpoint);

describe('What may be sent to a Vault', () => {
  const allowed: readonly (readonly [VaultSettings, string, string])[] = [
    [two, 'GET', 'kv/two/metadata?list=1'],
    [two, 'GET', 'kv/two/metadata/a/b?list=1'],
    [two, 'GET', 'kv/two/subkeys/a?depth=1'],
    [two, 'GET', 'kv/two/subkeys/a%3Flist%3D1/data?depth=1'],
    [two, 'GET', 'sys/internal/ui/mounts/kv/two'],
    [two, 'POST', 'auth/approle/login'],
    [two, 'POST', 'auth/a/b/login/user'],
    [one, 'GET', 'one?list=1'],
    [one, 'GET', 'one/a?list=1'],
  ];
  for (const [settings, method, path] of allowed) {
    it(`${method} ${path}`, () => assert.ok(mayBeSent(method, `${endpoint}/v1/${path}`, settings)));
  }

  const refused: readonly (readonly [VaultSettings, string, string])[] = [
    [two, 'GET', 'kv/two/data/a'],
    [two, 'GET', 'kv/two/data/a?list=1'],
    [two, 'GET', 'kv/two/data/a?depth=1'],
    [two, 'GET', 'kv/two/metadata/a'],
    [two, 'GET', 'kv/two/metadatax?list=1'],
    [two, 'GET', 'kv/two/subkeys/a'],
    [two, 'GET', 'kv/two/subkeys/../data/a?depth=1'],
    [two, 'GET', 'kv/two/subkeys/%2e%2e/data/a?depth=1'],
    [two, 'GET', 'kv/two/subkeys/%2E./data/a?depth=1'],
    [two, 'GET', 'kv/two/subkeys/%252e%252e/data/a?depth=1'],
    [two, 'GET', 'kv/two/subkeys/x%2F..%2F..%2Fdata%2Fa?depth=1'],
    [two, 'GET', 'kv/two/subkeys/..%5C..%5Cdata%5Ca?depth=1'],
    [two, 'GET', 'kv/two/subkeys//a?depth=1'],
    [two, 'GET', 'kv/two/subkeys/a?depth=1&version=2'],
    [two, 'GET', 'kv/two/subkeys/a?depth=1#x'],
    [two, 'GET', 'kv/two/subkeys/a?x?depth=1'],
    [two, 'GET', 'kv/other/subkeys/a?depth=1'],
    [two, 'GET', 'sys/internal/ui/mounts/../../../kv/two/data/a'],
    [two, 'GET', 'sys/raw/logical'],
    [two, 'GET', 'cubbyhole/a'],
    [two, 'LIST', 'kv/two/metadata'],
    [two, 'PUT', 'kv/two/data/a'],
    [two, 'POST', 'kv/two/data/a'],
    [two, 'POST', 'kv/two/data/login'],
    [two, 'POST', 'auth/token/create'],
    [two, 'POST', 'auth/login'],
    [two, 'POST', 'auth/approle/login/a/b'],
    [two, 'DELETE', 'kv/two/metadata/a'],
    [one, 'GET', 'one/a'],
    [one, 'GET', 'one/subkeys/a?depth=1'],
  ];
  for (const [settings, method, path] of refused) {
    it(`not ${method} ${path}`, () => assert.ok(!mayBeSent(method, `${endpoint}/v1/${path}`, settings)));
  }

  it('a value of an engine of version 1 alone, and only where the user wants it read', () => {
    const secret = `${endpoint}/v1/one/a/b`;
    assert.ok(mayBeSent('GET', secret, one, true));
    assert.ok(!mayBeSent('GET', secret, one));
    assert.ok(!mayBeSent('GET', secret, one, false));
    for (const path of ['two/a', 'one', 'one/', 'one/../two/a', 'one/a?list=1', 'one/a?x=1', 'sys/raw/a']) {
      assert.ok(!mayBeSent('GET', `${endpoint}/v1/${path}`, one, true), path);
    }
    assert.ok(!mayBeSent('POST', secret, one, true));
    assert.ok(!mayBeSent('GET', `${endpoint}/v1/kv/two/data/a`, two, true));
    assert.ok(!mayBeSent('GET', `${endpoint}/v1/kv/two/subkeys/a?depth=1`, two, true));
  });

  for (const elsewhere of [
    'https://other.test:8200/behind/a/gateway/v1/kv/two/metadata?list=1',
    'http://vault.test:8200/behind/a/gateway/v1/kv/two/metadata?list=1',
    'https://vault.test/behind/a/gateway/v1/kv/two/metadata?list=1',
    'https://vault.test:8200/v1/kv/two/metadata?list=1',
    'https://vault.test:8200/behind/a/gateway/v1@evil.test/kv/two/metadata?list=1',
    'kv/two/metadata?list=1',
  ]) {
    it(`nothing to ${elsewhere}`, () => assert.ok(!mayBeSent('GET', elsewhere, two)));
  }

  it('every name that is asked for at all, and it stays where it belongs after every parser', () => {
    const name = fc.array(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('..', '.', '%2e%2e', '/', '\\', '%2f', 'data', '?', '#'),
      ),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(name, (pieces) => {
        const segments = nameSegments(pieces.join(''));
        if (segments === null) return;
        const uri = `${endpoint}/v1/${encodePath(['kv', 'two', 'subkeys', ...segments])}?depth=1`;
        assert.ok(mayBeSent('GET', uri, two), uri);
        let { pathname } = new URL(uri);
        for (let round = 0; round < 3; round++) {
          pathname = new URL(pathname.replaceAll('\\', '/'), 'https://x').pathname;
          assert.ok(pathname.startsWith('/behind/a/gateway/v1/kv/two/subkeys/'), pathname);
          pathname = pathname.replace(/%25/g, '%').replace(/%2f|%5c/gi, '/');
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('and asks for ordinary names with dots', () => {
    for (const segment of ['a.b', '..x', '...', 'x..', '%41', 'a%2Fb', '.env'])
      assert.ok(isAskable(segment), segment);
    for (const segment of ['', '.', '..', '%2E', '.%2e', '%252e.', 'a/b', '..\\x', '\ud800']) {
      assert.ok(!isAskable(segment), segment);
    }
  });
});
