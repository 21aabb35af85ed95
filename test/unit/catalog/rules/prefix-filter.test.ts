import assert from 'node:assert/strict';
import {
  keepPrefixRule,
  prefixFilterRule,
  prefixNaming,
} from '../../../../src/catalog/rules/prefix-filter.ts';
import { known, placeholder } from '../../../fakes/vault-backend.ts';

const filter = (keepPrefix: boolean | null) => ({
  prefix: known('prod_'),
  keepPrefix: keepPrefix === null ? null : known(keepPrefix),
});
const open = { prefix: placeholder('PREFIX'), keepPrefix: known(true) };

describe('rule: filter-on-prefix', () => {
  it('takes names that begin with the prefix, exactly', () => {
    assert.equal(prefixFilterRule(filter(null), 'prod_api').result, 'pass');
    assert.equal(prefixFilterRule(filter(null), 'PROD_api').result, 'fail');
    assert.equal(prefixFilterRule(filter(null), 'my_prod_api').result, 'fail');
    assert.equal(prefixFilterRule(open, 'prod_api').result, 'unknown');
  });

  it('keeps or strips the prefix as keep-prefix says', () => {
    assert.deepEqual(prefixNaming(filter(true), 'prod_api'), { spelling: 'full' });
    assert.deepEqual(prefixNaming(filter(false), 'prod_api'), { spelling: 'stripped', name: 'api' });
    assert.deepEqual(prefixNaming(filter(false), 'other'), { spelling: 'full' });
    assert.deepEqual(keepPrefixRule(filter(true), 'prod_api'), []);
    assert.deepEqual(keepPrefixRule(filter(false), 'prod_api'), []);
  });

  it('leaves both spellings open where keep-prefix is not set or not known', () => {
    for (const keepPrefix of [null, placeholder('KEEP')]) {
      const either = { prefix: known('prod_'), keepPrefix };
      assert.deepEqual(prefixNaming(either, 'prod_api'), { spelling: 'either', stripped: 'api' });
      const outcomes = keepPrefixRule(either, 'prod_api');
      assert.deepEqual(
        outcomes.map(({ rule, result }) => `${rule} ${result}`),
        ['undocumented-rule unknown'],
      );
      assert.deepEqual(keepPrefixRule(either, 'other'), []);
    }
  });

  it('cannot tell the name of a secret that is nothing but the prefix', () => {
    assert.deepEqual(prefixNaming(filter(false), 'prod_'), { spelling: 'full' });
    assert.equal(keepPrefixRule(filter(false), 'prod_')[0]?.result, 'unknown');
  });

  it('takes an empty prefix for none', () => {
    const empty = { prefix: known(''), keepPrefix: null };
    assert.deepEqual(prefixNaming(empty, 'api'), { spelling: 'full' });
  });
});
