import assert from 'node:assert/strict';
import { kestraNameOf } from '../../../../src/catalog/rules/names.ts';
import { applyRules, visibleBy } from '../../../../src/catalog/rules/apply-rules.ts';
import type { Backend } from '../../../../src/configuration/types.ts';
import type { StoredSecret } from '../../../../src/stores/contract.ts';
import { awsBackend, googleBackend } from '../../../fakes/cloud-backend.ts';
import { known, placeholder, vaultBackend } from '../../../fakes/vault-backend.ts';

const stored: StoredSecret = {
  name: 'api',
  storedName: 'api',
  tags: { team: 'shop' },
  readable: 'yes',
  subkeys: { state: 'not-read' },
};

const none = { filterOnTags: null, excludedTags: null, filterOnPrefix: null };

function outcome(backend: Backend, secret: Partial<StoredSecret> = {}): string {
  const asked = { ...stored, ...secret };
  const rules = applyRules(backend, asked, kestraNameOf(backend, asked).nameFrom);
  return [String(visibleBy(rules)), ...rules.map(({ rule, result }) => `${rule} ${result}`)].join(', ');
}

describe('the rules that hide', () => {
  it('cannot tell by tags that are not known as a whole', () => {
    for (const rule of ['filter-on-tags', 'excluded-tags'] as const) {
      const filters = { ...none, unreadable: [rule] };
      assert.equal(outcome(vaultBackend({ filters })), `null, ${rule} unknown`);
    }
  });

  it('hide by the tags that are known, whatever the others are', () => {
    const filters = {
      ...none,
      excludedTags: { team: known('shop') },
      unreadable: ['filter-on-tags'] as const,
    };
    assert.equal(outcome(vaultBackend({ filters })), 'false, excluded-tags fail, filter-on-tags unknown');
  });

  it('neither hide nor show for certain where the configuration was read in part', () => {
    const part = 'null, undocumented-rule unknown';
    assert.equal(outcome(vaultBackend({ partial: true })), part);
    const deleted = outcome(vaultBackend({ partial: true }), { readable: 'deleted' });
    assert.equal(deleted, `${part}, deleted unknown`);
    const filters = { ...none, filterOnTags: { team: known('other') } };
    assert.equal(outcome(vaultBackend({ partial: true, filters })), `${part}, filter-on-tags unknown`);
    assert.equal(outcome(vaultBackend({ filters })), 'false, filter-on-tags fail');
    assert.equal(outcome(vaultBackend()), 'true');
  });

  it('cannot tell by tags in an engine of version 1, which keeps none, and say so', () => {
    const filters = { ...none, filterOnTags: { team: known('shop') }, excludedTags: { old: known('yes') } };
    const backend = vaultBackend({ filters, engineVersion: known(1) });
    const secret = { ...stored, tags: null };
    const rules = applyRules(backend, secret, kestraNameOf(backend, secret).nameFrom);
    assert.equal(visibleBy(rules), null);
    assert.deepEqual(
      rules.map(({ rule, reason }) => [rule, reason.kind]),
      [
        ['filter-on-tags', 'engine-has-no-tags'],
        ['excluded-tags', 'engine-has-no-tags'],
      ],
    );
  });

  it('all speak, in their order', () => {
    const filters = {
      filterOnPrefix: { prefix: known('prod_'), keepPrefix: known(true) },
      filterOnTags: { team: known('other') },
      excludedTags: { team: known('shop') },
    };
    assert.equal(
      outcome(awsBackend({ filters }), { readable: 'deleted' }),
      'false, deleted fail, filter-on-prefix fail, filter-on-tags fail, excluded-tags fail',
    );
  });

  it('do not filter without read-only', () => {
    const filters = { ...none, filterOnTags: { team: known('other') } };
    const kestras = { tags: { key: 'API', namespace: 'company.team' } };
    assert.equal(outcome(awsBackend({ readOnly: null, filters }), kestras), 'true, managed pass');
  });

  it('ask for the tag prefix only where a tag gives the name', () => {
    assert.equal(outcome(awsBackend(), { tags: { prefix: 'other' } }), 'true');
    assert.equal(outcome(awsBackend(), { tags: { key: 'API', prefix: 'other' } }), 'false, prefix-tag fail');
    const filters = { ...none, filterOnPrefix: { prefix: known('a'), keepPrefix: known(true) } };
    const tagged = { tags: { key: 'API', prefix: 'other' } };
    assert.equal(outcome(awsBackend({ filters }), tagged), 'true, filter-on-prefix pass');
  });

  it('leave a secret open whose tags could not be read, since one of them may name it', () => {
    assert.equal(outcome(googleBackend(), { tags: null }), 'null, undocumented-rule unknown');
    assert.equal(outcome(vaultBackend(), { tags: null }), 'true');
  });

  it('take a slash for a folder at Vault alone', () => {
    assert.equal(outcome(vaultBackend(), { name: 'a/b' }), 'null, undocumented-rule unknown');
    assert.equal(outcome(awsBackend(), { name: 'a/b' }), 'true');
  });

  it('cannot tell of a secret whether it is filtered where read-only is not known', () => {
    assert.equal(outcome(awsBackend({ readOnly: placeholder('READ_ONLY') })), 'null, managed unknown');
  });
});
