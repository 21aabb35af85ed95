import assert from 'node:assert/strict';
import { createSecretIndex } from '../../../src/catalog/secret-index.ts';
import { secretNamed } from '../../fakes/catalog-snapshot.ts';

const namesIn = (secrets: Iterable<{ readonly name: string }>) =>
  [...new Set(Array.from(secrets, ({ name }) => name))].sort();

describe('the index of the secrets of a list', () => {
  const indexOf = (...names: string[]) => {
    const index = createSecretIndex(true);
    for (const name of names) index.add(secretNamed(name));
    return index;
  };

  it('finds the names that hold letters, whatever their case, however few or many the letters', () => {
    const long = `${'x'.repeat(300)}_TOKEN`;
    const all = ['MAIL_TOKEN_Q1', 'mail-token', 'token', 'TO_KEN', 'a/b.c', 'naïve', '___', 'İ', long];
    const index = indexOf(...all);
    const letters = ['token_q', 'TOKEN', 'oke', 'ok', 'k', 'n_', '_t', '/b', '.', '__', 'ï', 'xxx', 'zz', ''];
    for (const some of letters) {
      const expected = all.filter((name) => name.toUpperCase().includes(some.toUpperCase()));
      assert.deepEqual(namesIn(index.withLetters(some)), expected.sort(), JSON.stringify(some));
    }
  });

  it('has no hidden ones among them, and forgets what is removed', () => {
    const index = indexOf('API_KEY', 'API_TOKEN');
    const hidden = secretNamed('API_HIDDEN', { visible: false });
    index.add(hidden);
    assert.deepEqual(namesIn(index.withLetters('api_')), ['API_KEY', 'API_TOKEN']);
    index.replace(hidden, { ...hidden, visible: true });
    const [first] = index.withName('API_KEY');
    assert.ok(first);
    index.remove(first);
    assert.deepEqual(namesIn(index.withLetters('api_')), ['API_HIDDEN', 'API_TOKEN']);
    assert.equal(index.size(), 2);
    assert.deepEqual(namesIn(index.each()), namesIn(index.secrets()));
  });

  it('keeps a name near while any secret has it that is not hidden', () => {
    const index = createSecretIndex(true);
    const one = secretNamed('api-key', { lookupName: 'one' });
    const other = secretNamed('api-key', { lookupName: 'other' });
    const near = () => index.near('API_KEY').map(({ name }) => name);
    index.add(one);
    index.add(other);
    index.remove(one);
    assert.deepEqual(near(), ['api-key']);
    index.replace(other, { ...other, visible: false });
    assert.deepEqual(near(), []);
  });

  it('finds each by its name, its other name and the name of the store, and no other', () => {
    const index = createSecretIndex(true);
    const plain = secretNamed('A');
    const renamed = secretNamed('B', { lookupName: 'A', otherName: 'C' });
    index.add(plain);
    index.add(renamed);
    assert.deepEqual(index.withName('A'), [plain]);
    assert.deepEqual(index.withName('B'), [renamed]);
    assert.deepEqual(index.withName('C'), [renamed]);
    assert.deepEqual(index.withLookupName('A'), [plain, renamed]);
    const again = { ...renamed, subkeysAt: 1 };
    index.replace(renamed, again);
    assert.deepEqual(index.withName('C'), [again]);
    const called = secretNamed('D', { lookupName: 'A' });
    index.replace(again, called);
    assert.deepEqual([index.withName('B'), index.withName('C'), index.withName('D')], [[], [], [called]]);
    index.remove(called);
    assert.deepEqual([index.withName('D'), index.withLookupName('A')], [[], [plain]]);
  });

  it('answers in the order of the list where several have one name, by whichever of theirs', () => {
    const renamed = secretNamed('X', { lookupName: 'A' });
    const other = secretNamed('Y', { lookupName: 'B', otherName: 'X' });
    const stored = secretNamed('X', { lookupName: 'X' });
    const index = createSecretIndex(false);
    for (const secret of [renamed, other, stored]) index.add(secret);
    assert.deepEqual(index.withName('X'), [renamed, other, stored]);
    assert.deepEqual(index.like('x'), [renamed, stored]);
    const away = { ...renamed, name: 'Z' };
    index.replace(renamed, away);
    index.replace(away, renamed);
    assert.deepEqual(index.withName('X'), [renamed, other, stored], 'it has its place');
    index.remove(other);
    index.add(other);
    assert.deepEqual(index.withName('X'), [renamed, stored, other], 'it came last');
  });
});
