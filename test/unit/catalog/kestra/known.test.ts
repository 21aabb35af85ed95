import assert from 'node:assert/strict';
import { nothingKnown, wholeList, withMore } from '../../../../src/catalog/kestra/known.ts';
import type { KestraList, ListedName } from '../../../../src/stores/index.ts';

const listOf = (...names: readonly ListedName[]): KestraList => ({
  readOnly: null,
  names,
  told: ['company'],
  gaps: [],
});
const makeName = (name: string, tags: ListedName['tags'] = null): ListedName => ({
  name,
  namespace: 'company',
  tags,
});

describe('the names of one namespace more', () => {
  const known = {
    ...nothingKnown(false),
    ...wholeList(null, listOf(makeName('A', { a: 'b' }), makeName('B')), 0),
  };

  it('are beside those before, each once', () => {
    const { names } = withMore(
      known,
      listOf(makeName('B'), makeName('C'), { ...makeName('A'), namespace: 'other' }),
    );
    assert.deepEqual(
      names?.map(({ name, namespace }) => `${name} ${String(namespace)}`),
      ['A company', 'B company', 'C company', 'A other'],
    );
  });

  it('leave the list of names as it is where they tell nothing new: what is kept by it stays', () => {
    const { names, told } = withMore(known, {
      ...listOf(makeName('A'), makeName('B')),
      told: ['company.team'],
    });
    assert.equal(names, known.names);
    assert.deepEqual(told, ['company', 'company.team']);
  });

  it('keep tags that were told, and take those that were not', () => {
    const { names } = withMore(known, listOf(makeName('A'), makeName('B', { c: 'd' })));
    assert.deepEqual(
      names?.map(({ tags }) => tags),
      [{ a: 'b' }, { c: 'd' }],
    );
  });

  it('are joined with as many looks at each name, however many namespaces there are', () => {
    const countLooks = (namespaces: number): number => {
      let looks = 0;
      const makeCounted = (namespace: string, name: string): ListedName => ({
        namespace,
        tags: null,
        get name() {
          looks += 1;
          return name;
        },
      });
      let all = { ...nothingKnown(false), ...wholeList(null, listOf(), 0) };
      for (let at = 0; at < namespaces; at += 1) {
        const names = ['A', 'B', 'C'].map((name) => makeCounted(`company.n${at}`, name));
        all = { ...all, ...withMore(all, listOf(...names)) };
      }
      assert.equal(all.names.length, 3 * namespaces);
      return looks;
    };
    assert.equal(countLooks(200), 2 * countLooks(100));
  });
});
