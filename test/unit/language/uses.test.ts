import assert from 'node:assert/strict';
import type { BackendSnapshot, CatalogSnapshot } from '../../../src/catalog/index.ts';
import { createFlowIndex } from '../../../src/index/index.ts';
import { usesOfSecret } from '../../../src/language/uses/index.ts';
import { secretAskedFor } from '../../../src/language/uses/sought.ts';
import type { SoughtSecret } from '../../../src/language/uses/types.ts';
import {
  catalogOf,
  environmentOf,
  secretNamed,
  variableNamed,
  vaultOf,
} from '../../fakes/catalog-snapshot.ts';
import { namespaceNamed, questionOf } from '../../fakes/question.ts';
import { flowWith, summaryAtOnce } from '../index/flow-texts.ts';

const call = (given: string) => `"{{ secret(${given}) }}"`;

/** A flow of a namespace with one call in each task. */
function flowIn(namespace: string, ...given: readonly string[]): string {
  return flowWith(...given.map(call)).replace('namespace: b.c', `namespace: ${namespace}`);
}

/** The uses as `file:line`, with the doubt of those that are not certain. */
function told(
  files: Readonly<Record<string, string>>,
  sought: SoughtSecret,
  snapshot: CatalogSnapshot,
): readonly string[] {
  const index = createFlowIndex();
  index.update(Object.entries(files).map(([path, text]) => [path, summaryAtOnce(text)]));
  const { certain, perhaps } = usesOfSecret(index, sought, snapshot);
  return [...certain, ...perhaps].map(({ file, reference, doubt }) =>
    [`${file}:${String(reference.range.line)}`, ...(doubt === null ? [] : [doubt])].join(' '),
  );
}

/** The secret of a backend by its name. */
function heldBy(backend: BackendSnapshot, name: string, subkey: string | null = null): SoughtSecret {
  const secret = backend.secrets.find((each) => each.name === name);
  assert.ok(secret);
  return { name, subkey, held: { backend, secret } };
}

describe('the uses of a secret', () => {
  const files = {
    'b.yaml': flowIn('a', "'DB'", "'db'", "'OTHER'", "'DB', subkey='user'"),
    'a.yaml': flowIn('a', "inputs.x ? 'DB' : 'X'", "'D' ~ inputs.x", 'inputs.x', "'E' ~ inputs.x"),
  };

  it('are those by its name, and perhaps those whose name is known in part', () => {
    const vault = vaultOf([secretNamed('DB')]);
    assert.deepEqual(told(files, heldBy(vault, 'DB'), catalogOf([vault])), [
      'b.yaml:6',
      'b.yaml:15',
      'a.yaml:6 candidate',
      'a.yaml:9 pattern',
      'a.yaml:12 dynamic',
    ]);
  });

  it('take the spelling of the backend: letter case is nothing to the environment', () => {
    const env = environmentOf([variableNamed('DB')]);
    assert.deepEqual(told({ 'b.yaml': files['b.yaml'] }, heldBy(env, 'DB'), catalogOf([env])), [
      'b.yaml:6',
      'b.yaml:9',
      'b.yaml:15',
    ]);
    const unheld = { name: 'DB', subkey: null, held: null };
    const open = ['b.yaml:6', 'b.yaml:15', 'b.yaml:9 spelling'];
    assert.deepEqual(told({ 'b.yaml': files['b.yaml'] }, unheld, catalogOf([])), open);
    const onlyVault = catalogOf([vaultOf([])]);
    assert.deepEqual(told({ 'b.yaml': files['b.yaml'] }, unheld, onlyVault), ['b.yaml:6', 'b.yaml:15']);
  });

  it('of a subkey are those that name it, and perhaps those whose subkey is not known', () => {
    const vault = vaultOf([secretNamed('DB')]);
    const texts = {
      'a.yaml': flowIn(
        'a',
        "'DB', subkey='user'",
        "'DB', subkey='User'",
        "'DB'",
        "'DB', subkey=inputs.x",
        "inputs.x, subkey='user'",
        "'OTHER', subkey='user'",
      ),
    };
    assert.deepEqual(told(texts, heldBy(vault, 'DB', 'user'), catalogOf([vault])), [
      'a.yaml:6',
      'a.yaml:15 subkey',
      'a.yaml:18 dynamic',
    ]);
  });

  it('are those that reach it, and no backend before it has the name', () => {
    const level = { id: 'vault@a', level: 'namespace', namespace: 'a' } as const;
    const team = vaultOf([secretNamed('DB')], level);
    const env = environmentOf([variableNamed('DB')]);
    const snapshot = catalogOf([team, env]);
    const texts = {
      'a.yaml': flowIn('a.b', "'DB'", "'DB', namespace='c'"),
      'c.yaml': flowIn('c', "'DB'"),
      'x.yaml': flowIn('"{{ envs.x }}"', "'DB'"),
    };
    assert.deepEqual(told(texts, heldBy(team, 'DB'), snapshot), ['a.yaml:6', 'x.yaml:6 place']);
    assert.deepEqual(told(texts, heldBy(env, 'DB'), snapshot), ['a.yaml:9', 'c.yaml:6', 'x.yaml:6 place']);
    const unheld = { name: 'DB', subkey: null, held: null };
    assert.deepEqual(told(texts, unheld, catalogOf([team])), ['a.yaml:9', 'c.yaml:6', 'x.yaml:6 place']);
  });

  it('take of two secrets by one name the one that the namespace reaches', () => {
    const [wide, near] = [secretNamed('DB', { namespace: 'a' }), secretNamed('DB', { namespace: 'a.b' })];
    const vault = vaultOf([wide, near]);
    const texts = { 'a.yaml': flowIn('a', "'DB'"), 'b.yaml': flowIn('a.b', "'DB'") };
    const of = (secret: typeof wide) =>
      told(texts, { name: 'DB', subkey: null, held: { backend: vault, secret } }, catalogOf([vault]));
    assert.deepEqual(of(wide), ['a.yaml:6']);
    assert.deepEqual(of(near), ['b.yaml:6']);
  });

  it('are judged by the configuration that stands above the flow', () => {
    const [one, two] = ['one', 'two'].map((folder) =>
      vaultOf([secretNamed('DB')], { id: folder, configuration: `${folder}/application.yml` }),
    );
    assert.ok(one !== undefined && two !== undefined);
    const configurations = ['one/application.yml', 'two/application.yml'];
    const snapshot = { ...catalogOf([one, two]), configurations };
    const texts = {
      'one/flow.yaml': flowIn('a', "'DB'"),
      'two/flow.yaml': flowIn('a', "'DB'"),
      'flow.yaml': flowIn('a', "'DB'"),
    };
    assert.deepEqual(told(texts, heldBy(one, 'DB'), snapshot), ['one/flow.yaml:6', 'flow.yaml:6 place']);
  });

  it('of a hidden secret are those by its name all the same', () => {
    const vault = vaultOf([secretNamed('DB', { visible: false })]);
    const texts = { 'b.yaml': flowIn('a', "'DB'") };
    assert.deepEqual(told(texts, heldBy(vault, 'DB'), catalogOf([vault])), ['b.yaml:6']);
  });

  it('are open where which of two names it has is, or the text is broken', () => {
    const vault = vaultOf([secretNamed('DB', { otherName: 'b' }), secretNamed('C')]);
    const texts = {
      'b.yaml': flowIn('a', "'DB'", "inputs.x ? 'DB' : 'b'", "'b'", "'b' ~ inputs.x"),
      'c.yaml': flowWith(`{{ secret('C') }}`),
    };
    assert.deepEqual(told(texts, heldBy(vault, 'DB'), catalogOf([vault])), [
      'b.yaml:6 spelling',
      'b.yaml:9 candidate',
      'b.yaml:12 spelling',
      'b.yaml:15 pattern',
    ]);
    assert.deepEqual(told(texts, heldBy(vault, 'C'), catalogOf([vault])), ['c.yaml:6 broken']);
  });

  it('come with the files that were read only in part', () => {
    const index = createFlowIndex();
    index.update([['large.yaml', { state: 'refused', reason: 'too-large' }]]);
    const sought = { name: 'DB', subkey: null, held: null };
    assert.deepEqual(usesOfSecret(index, sought, catalogOf([])).filesInPart, ['large.yaml']);
  });
});

describe('the secret that a call asks for', () => {
  const env = environmentOf([variableNamed('DB')]);
  const flowNamespace = namespaceNamed('a');

  it('is that of the backend that answers, in its spelling', () => {
    const found = secretAskedFor(questionOf('db', { flowNamespace }), catalogOf([vaultOf([]), env]));
    assert.deepEqual([found?.name, found?.subkey, found?.held?.backend.id], ['DB', null, 'env']);
  });

  it('is its name alone where nobody has it', () => {
    const subkey = { kind: 'constant', value: 'x' } as const;
    const found = secretAskedFor(questionOf('None', { flowNamespace, subkey }), catalogOf([env]));
    assert.deepEqual(found, { name: 'None', subkey: 'x', held: null });
  });

  it('is none where the name is no certain text', () => {
    for (const key of [null, { kind: 'dynamic' }, { kind: 'constant', value: '' }] as const) {
      assert.equal(secretAskedFor(questionOf(key, { flowNamespace }), catalogOf([env])), null);
    }
  });
});
