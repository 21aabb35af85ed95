import assert from 'node:assert/strict';
import { isStillThere, needsValueForSubkeys, readingWords } from '../../../src/language/read-value.ts';
import { environmentOf, secretNamed, variableNamed, vaultOf } from '../../fakes/catalog-snapshot.ts';

const byValue = { abilities: { lookup: true, subkeys: 'by-reading-value', listLag: 0 } } as const;

describe('subkeys that only a value tells', () => {
  it('are those of managers without another question, where Kestra may see the secret', () => {
    const needs = (rest: Parameters<typeof secretNamed>[1], backend = vaultOf([], byValue)) =>
      needsValueForSubkeys(backend, secretNamed('api', rest));
    assert.equal(needs({}), true);
    assert.equal(needs({ visible: null }), true);
    // What was read before may have changed since.
    assert.equal(needs({ subkeys: { state: 'none' } }), true);
    assert.equal(needs({ visible: false }), false);
    assert.equal(needs({}, vaultOf([])), false);
    assert.equal(needsValueForSubkeys(environmentOf([]), variableNamed('API')), false);
  });

  it('are read from the place that the user was told of, and from no other', () => {
    const backend = vaultOf([], { ...byValue, location: 'https://there.example' });
    const now = (...backends: (typeof backend)[]) => ({
      backends,
      configured: true,
      refreshing: false,
    });
    assert.equal(isStillThere(now(backend), { ...backend, secrets: [] }), true);
    assert.equal(isStillThere(now({ ...backend, location: 'https://elsewhere.example' }), backend), false);
    assert.equal(isStillThere(now({ ...backend, id: 'other' }), backend), false);
    // The same place, by other settings: another engine, another role.
    assert.equal(isStillThere(now({ ...backend, identity: {} }), { ...backend, identity: {} }), false);
    assert.equal(isStillThere(now(), backend), false);
  });

  for (const [type, name, permission] of [
    ['aws-secret-manager', 'AWS Secrets Manager', /secretsmanager:GetSecretValue.*kms:Decrypt/],
    ['azure-key-vault', 'Azure Key Vault', /Get\b.*Key Vault Secrets User/],
    ['google-secret-manager', 'Google Secret Manager', /secretmanager\.versions\.access.*Secret Accessor/],
    ['vault', 'Vault', /“read” on the path/],
  ] as const) {
    it(`are asked for after saying which value of ${name} is read, with which permission, and that it is dropped`, () => {
      const backend = vaultOf([], { ...byValue, type, id: type, location: 'https://there.example' });
      const { question, place, promise, needs } = readingWords(
        backend,
        secretNamed('api', { storedName: 'lab_api' }),
      );
      assert.equal(question, `Read the value of lab_api in ${name} once?`);
      assert.equal(place, 'https://there.example');
      assert.match(needs, permission);
      assert.match(promise, /neither shown, nor stored, nor logged/);
    });
  }
});
