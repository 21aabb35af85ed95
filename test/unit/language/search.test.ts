import assert from 'node:assert/strict';
import { createSearch } from '../../../src/language/index.ts';

const rowsOf = (...names: readonly string[]) => names.map((name) => ({ name, value: name }));

describe('the search', () => {
  const search = createSearch([
    { about: 'Vault', rows: rowsOf('api', 'api-key', 'MAIL_API', 'orders', 'vault-token') },
    { about: 'deleted · Vault', rows: rowsOf('api-old', 'API') },
    { about: 'AWS Secrets Manager', rows: rowsOf('billing', 'ORDERS_DB') },
  ]);
  const found = (query: string, limit = 200) => search.find(query, limit).rows;

  it('finds any part of a name, whatever its case', () => {
    assert.deepEqual(found('rder'), ['orders', 'ORDERS_DB']);
    assert.deepEqual(found('Ders_d'), ['ORDERS_DB']);
    assert.deepEqual(found('nowhere'), []);
  });

  it('narrows by each further word, in any order', () => {
    assert.deepEqual(found('api mail'), ['MAIL_API']);
    assert.deepEqual(found('  mail   api '), ['MAIL_API']);
    assert.deepEqual(found('api mail orders'), []);
  });

  it('shows the name itself first, then what begins with it, in the order given', () => {
    assert.deepEqual(found('api'), ['api', 'API', 'api-key', 'api-old', 'MAIL_API']);
  });

  it('finds by what is said beside a name, too', () => {
    assert.deepEqual(found('aws'), ['billing', 'ORDERS_DB']);
    assert.deepEqual(found('aws order'), ['ORDERS_DB']);
    assert.deepEqual(found('deleted'), ['api-old', 'API']);
    assert.deepEqual(found('vault')[0], 'vault-token', 'a name before a backend');
    assert.equal(found('vault').length, 7);
  });

  it('gives at most as many as were wanted, and says how many there are', () => {
    assert.deepEqual(search.find('', 3), { rows: ['api', 'api-key', 'MAIL_API'], matches: 9 });
    assert.deepEqual(search.find('api', 2), { rows: ['api', 'API'], matches: 5 });
    assert.deepEqual(createSearch([]).find('x', 5), { rows: [], matches: 0 });
  });

  it('finds the one of 14,000 that is meant, though thousands begin like it', () => {
    const names = Array.from({ length: 14_000 }, (_, index) => `secret-${index}`);
    const all = createSearch([{ about: 'Vault', rows: rowsOf(...names) }]);
    assert.equal(all.find('secret-13', 200).rows[0], 'secret-13');
    const { rows, matches } = all.find('SECRET', 200);
    assert.deepEqual([rows.length, matches], [200, 14_000]);
  });
});
