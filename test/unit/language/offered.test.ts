import assert from 'node:assert/strict';
import { secretDetail } from '../../../src/language/items.ts';
import { matchingNames, offeredSecrets, type LookupPlace } from '../../../src/language/offered.ts';
import {
  catalogOf,
  environmentOf,
  secretNamed,
  variableNamed,
  vaultOf,
} from '../../fakes/catalog-snapshot.ts';
import { namespaceNamed } from '../../fakes/question.ts';

const anywhere: LookupPlace = { namespaceArgument: null, flowNamespace: { kind: 'dynamic' } };

function within(value: string): LookupPlace {
  return { namespaceArgument: null, flowNamespace: namespaceNamed(value) };
}

function told(...given: Parameters<typeof offeredSecrets>): string[] {
  return offeredSecrets(...given).map(
    ({ secret, backend, certain }) => `${secret.name} ${backend.id}${certain ? '' : ' ?'}`,
  );
}

describe('offeredSecrets', () => {
  it('are those that are visible or may be, never those that are hidden', () => {
    const vault = vaultOf([
      secretNamed('seen'),
      secretNamed('hidden', { visible: false }),
      secretNamed('perhaps', { visible: null }),
    ]);
    assert.deepEqual(told(catalogOf([vault]), anywhere), ['perhaps vault ?', 'seen vault']);
  });

  it('stand nearest backend first, by name, each name once', () => {
    const vault = vaultOf([secretNamed('b'), secretNamed('A')]);
    const environment = environmentOf([variableNamed('A'), variableNamed('C')]);
    assert.deepEqual(told(catalogOf([vault, environment]), anywhere), ['A vault', 'b vault', 'C env']);
  });

  it('come from the backend that certainly shows them, where a nearer one only may', () => {
    const vault = vaultOf([secretNamed('A', { visible: null }), secretNamed('B', { visible: false })]);
    const environment = environmentOf([variableNamed('A'), variableNamed('B')]);
    assert.deepEqual(told(catalogOf([vault, environment]), anywhere), ['A env', 'B env']);
  });

  it('are uncertain where their backend could not be read again', () => {
    const vault = vaultOf([secretNamed('A')], { state: 'failed' });
    assert.deepEqual(told(catalogOf([vault]), anywhere), ['A vault ?']);
  });

  it('are certain where each configuration has them that may judge the flow', () => {
    const of = (configuration: string, ...names: string[]) =>
      environmentOf(
        names.map((name) => variableNamed(name)),
        { id: `env#${configuration}`, configuration },
      );
    const level = vaultOf([secretNamed('L')], { id: 'vault@a', level: 'namespace', namespace: 'a' });
    const backends = [level, of('one.yml', 'A', 'B'), of('two.yml', 'B', 'C')];
    const several = catalogOf(backends, { configurations: ['one.yml', 'two.yml'] });
    assert.deepEqual(told(several, within('a')), [
      'L vault@a',
      'A env#one.yml ?',
      'B env#one.yml',
      'C env#two.yml ?',
    ]);
    const one = catalogOf(backends.slice(0, 2), { configurations: ['one.yml'] });
    assert.deepEqual(told(one, within('a')), ['L vault@a', 'A env#one.yml', 'B env#one.yml']);
  });

  it('are what a namespace sees, the nearest first, each once', () => {
    const level = (namespace: string, ...names: string[]) =>
      vaultOf(
        names.map((name) => secretNamed(name)),
        { id: `vault@${namespace}`, level: 'namespace', namespace },
      );
    const catalog = catalogOf([level('a.b.c', 'Z'), level('a.b', 'A', 'Z'), vaultOf([secretNamed('B')])]);
    assert.deepEqual(told(catalog, within('a.b.c')), ['Z vault@a.b.c', 'A vault@a.b', 'B vault']);
    assert.deepEqual(told(catalog, within('a.b')), ['A vault@a.b', 'Z vault@a.b', 'B vault']);
    assert.deepEqual(offeredSecrets(catalog, within('a.b.c')).map(secretDetail), [
      'Vault of a.b.c',
      'Vault of a.b',
      'Vault',
    ]);
  });

  it('take of two secrets with one name the one of the nearer namespace', () => {
    const vault = vaultOf([
      secretNamed('A', { namespace: 'a', storedName: 'far' }),
      secretNamed('A', { namespace: 'a.b', storedName: 'near' }),
    ]);
    const [only, ...others] = offeredSecrets(catalogOf([vault]), within('a.b.c'));
    assert.deepEqual([only?.secret.storedName, others.length], ['near', 0]);
  });

  it("leave out other namespaces' backends and tags, and are uncertain where the namespace is not known", () => {
    const team = vaultOf([secretNamed('A')], {
      id: 'vault@company.team',
      level: 'namespace',
      namespace: 'company.team',
    });
    const tagged = vaultOf([secretNamed('B', { namespace: 'company.team' })]);
    const catalog = catalogOf([team, tagged]);
    assert.deepEqual(told(catalog, within('company.team.sub')), ['A vault@company.team', 'B vault']);
    assert.deepEqual(told(catalog, within('company.teams')), []);
    assert.deepEqual(told(catalog, anywhere), ['A vault@company.team ?', 'B vault ?']);
    assert.deepEqual(
      told(catalog, { ...within('company.team'), namespaceArgument: { kind: 'constant', value: 'other' } }),
      [],
    );
  });
});

describe('matchingNames', () => {
  const catalog = catalogOf([
    vaultOf(['A_', 'A_B', 'A_B_C', 'B_A_', 'AxA'].map((name) => secretNamed(name))),
  ]);
  const cases: [string, string[]][] = [
    ['A_*', ['A_', 'A_B', 'A_B_C']],
    ['*_', ['A_', 'B_A_']],
    ['A*B*C', ['A_B_C']],
    ['A*A', ['AxA']],
    ['A_*A_', []],
    ['A_B', ['A_B']],
    ['*', ['A_', 'A_B', 'A_B_C', 'AxA', 'B_A_']],
  ];
  for (const [pattern, names] of cases) {
    it(`of ${pattern} are ${names.join(', ') || 'none'}`, () => {
      assert.deepEqual(matchingNames(pattern, anywhere, catalog), names);
    });
  }
});
