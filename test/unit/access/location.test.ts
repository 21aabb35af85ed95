import assert from 'node:assert/strict';
import { locationWords } from '../../../src/language/messages/locations.ts';
import { accessIn, template, variable, vault, writtenValue } from './world.ts';

describe('access: where a backend is, in words', () => {
  for (const [address, words] of [
    [writtenValue('http://127.0.0.1:8200/'), 'http://127.0.0.1:8200 secret'],
    [variable('VAULT_ADDR', 'https://v.example'), 'https://v.example secret'],
    [template('https://', { variable: 'HOST' }, ':8200'), 'https://${HOST}:8200 secret'],
    [writtenValue('https://user:VALUE-MARKER@v.example'), 'no address secret'],
    [template('https://u:VALUE-MARKER@', { variable: 'HOST' }), 'no address secret'],
    [writtenValue('https://v.example?token=VALUE-MARKER'), 'no address secret'],
    [null, 'no address secret'],
  ] as const) {
    it(`says "${words}"`, () => {
      assert.equal(
        locationWords(accessIn({ environment: { HOST: 'VALUE-MARKER-host' } }).locationOf(vault(address))),
        words,
      );
    });
  }

  it('names the namespace, the engine in it, and the prefix below', () => {
    const backend = {
      ...vault('https://v.example'),
      rootEngine: writtenValue('/a/b/'),
      secretPathPrefix: variable('TEAM'),
    };
    assert.equal(locationWords(accessIn().locationOf(backend)), 'https://v.example a/b/${TEAM}');
    const inNamespace = { ...backend, vaultNamespace: writtenValue('admin/team') };
    assert.equal(
      locationWords(accessIn().locationOf(inNamespace)),
      'https://v.example admin/team/a/b/${TEAM}',
    );
  });
});
