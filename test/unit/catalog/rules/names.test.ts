import assert from 'node:assert/strict';
import { kestraNameOf } from '../../../../src/catalog/rules/names.ts';
import type { Backend, PrefixFilter } from '../../../../src/configuration/types.ts';
import { awsBackend, azureBackend, googleBackend, noFilters } from '../../../fakes/cloud-backend.ts';
import { known, vaultBackend } from '../../../fakes/vault-backend.ts';
import { storedSecret } from './outcomes.ts';

function nameInWords(
  backend: Backend,
  name: string,
  tags: Readonly<Record<string, string>> | null = {},
): string {
  const found = kestraNameOf(backend, storedSecret({ name, storedName: name, tags }));
  return [found.name, found.nameFrom, found.certainty, found.otherName ?? '', found.namespace ?? '']
    .join(' ')
    .trim();
}

const byPrefix = (keepPrefix: PrefixFilter['keepPrefix']) => ({
  filters: { ...noFilters, filterOnPrefix: { prefix: known('prod_'), keepPrefix } },
});

describe('the name that flows use', () => {
  it('is the stored one at the clouds, as an assumption', () => {
    for (const backend of [awsBackend(), azureBackend(), googleBackend()]) {
      assert.equal(nameInWords(backend, 'API'), 'API stored-name assumed');
      assert.equal(nameInWords(backend, 'API', null), 'API stored-name assumed');
      assert.equal(nameInWords(backend, 'API', { key: '' }), 'API stored-name assumed');
    }
  });

  it('is the tag key, limited by the tag namespace', () => {
    assert.equal(nameInWords(awsBackend(), 'x', { key: 'API' }), 'API key-tag documented');
    assert.equal(
      nameInWords(awsBackend(), 'x', { key: 'API', namespace: 'company.team' }),
      'API key-tag documented  company.team',
    );
  });

  it('follows the filter on a prefix before any tag', () => {
    const tags = { key: 'OTHER', namespace: 'company' };
    assert.equal(
      nameInWords(awsBackend(byPrefix(known(true))), 'prod_A', tags),
      'prod_A stored-name documented',
    );
    assert.equal(
      nameInWords(awsBackend(byPrefix(known(false))), 'prod_A', tags),
      'A prefix-stripped documented',
    );
    assert.equal(nameInWords(awsBackend(byPrefix(null)), 'prod_A', tags), 'prod_A stored-name assumed A');
    assert.equal(nameInWords(awsBackend(byPrefix(known(false))), 'test_A'), 'test_A stored-name documented');
  });

  it('does not follow that filter without read-only', () => {
    const backend = awsBackend({ ...byPrefix(known(false)), readOnly: null });
    assert.equal(nameInWords(backend, 'prod_A', { key: 'API', namespace: 'a' }), 'API key-tag documented  a');
  });

  it('is the path at a read-only Vault, whatever its custom metadata says', () => {
    assert.equal(nameInWords(vaultBackend(), 'api', { key: 'OTHER' }), 'api path documented');
    assert.equal(nameInWords(vaultBackend(), 'main/company/api'), 'main/company/api path documented');
  });

  it('is the last part of TENANT/NAMESPACE/PARTS/NAME where Kestra writes into Vault itself', () => {
    const managed = vaultBackend({ readOnly: null });
    assert.equal(nameInWords(managed, 'main/company/team/API'), 'API path assumed  company.team');
    assert.equal(nameInWords(managed, 'main/API'), 'main/API path documented');
    assert.equal(nameInWords(managed, 'API'), 'API path documented');
  });
});
