import assert from 'node:assert/strict';
import { managedRule } from '../../../../src/catalog/rules/managed.ts';
import { awsBackend, azureBackend, googleBackend } from '../../../fakes/cloud-backend.ts';
import { known, placeholder, vaultBackend } from '../../../fakes/vault-backend.ts';
import { storedSecret, outcomeLines } from './outcomes.ts';

const managed = { readOnly: known(false) };
const result = (...given: Parameters<typeof managedRule>) => managedRule(...given).map((each) => each.result);

describe('rule: managed', () => {
  it('says nothing of a read-only backend', () => {
    assert.deepEqual(managedRule(awsBackend(), storedSecret()), []);
  });

  it('lists what has the tags key and namespace, and hides the rest', () => {
    for (const backend of [awsBackend(managed), azureBackend(managed), googleBackend({ readOnly: null })]) {
      const tagged = (tags: Record<string, string>) => result(backend, storedSecret({ tags }));
      assert.deepEqual(tagged({ key: 'API', namespace: 'company.team' }), ['pass'], backend.type);
      assert.deepEqual(tagged({ key: 'API' }), ['fail']);
      assert.deepEqual(tagged({ key: 'API', namespace: '' }), ['fail']);
      assert.deepEqual(tagged({}), ['fail']);
    }
    assert.deepEqual(outcomeLines(managedRule(awsBackend(managed), storedSecret({ tags: { key: 'A' } }))), [
      'managed fail: Kestra did not create it, as it has no tag namespace',
    ]);
  });

  it('cannot tell without tags, of a Vault, nor where read-only is not known', () => {
    assert.deepEqual(result(awsBackend(managed), storedSecret({ tags: null })), ['unknown']);
    assert.deepEqual(result(vaultBackend(managed), storedSecret()), ['unknown']);
    assert.deepEqual(result(awsBackend({ readOnly: placeholder('X') }), storedSecret()), ['unknown']);
  });
});
