import assert from 'node:assert/strict';
import { prefixTagRule } from '../../../../src/catalog/rules/prefix-tag.ts';
import { awsBackend, azureBackend, googleBackend } from '../../../fakes/cloud-backend.ts';
import { known, placeholder } from '../../../fakes/vault-backend.ts';

const result = (...given: Parameters<typeof prefixTagRule>) => prefixTagRule(...given)[0]?.result ?? 'silent';

describe('rule: the tag prefix', () => {
  it('must be the configured prefix, or the default of it', () => {
    assert.equal(result(awsBackend(), { prefix: 'kestra' }), 'pass');
    assert.equal(result(googleBackend(), { prefix: 'kestra' }), 'pass');
    assert.equal(result(awsBackend(), { prefix: 'Kestra' }), 'fail');
    assert.equal(result(awsBackend({ prefix: known('shop') }), { prefix: 'kestra' }), 'fail');
    assert.equal(result(awsBackend({ prefix: known('shop') }), { prefix: 'shop' }), 'pass');
  });
  it('says nothing where there is none', () => {
    assert.equal(result(awsBackend(), {}), 'silent');
    assert.equal(result(awsBackend(), null), 'silent');
  });
  it('is open where the prefix is not known, has no documented default, or cannot be a label', () => {
    assert.equal(result(awsBackend({ prefix: placeholder('P') }), { prefix: 'kestra' }), 'unknown');
    assert.equal(result(azureBackend(), { prefix: 'kestra' }), 'unknown');
    assert.equal(result(googleBackend({ prefix: known('Shop.EU') }), { prefix: 'shop_eu' }), 'unknown');
    assert.equal(result(googleBackend({ prefix: known('Shop.EU') }), { prefix: 'shop' }), 'fail');
  });
});
