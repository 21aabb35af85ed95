import assert from 'node:assert/strict';
import type { BackendSnapshot, Question } from '../../../src/catalog/types.ts';
import { unusedSecrets } from '../../../src/language/unused.ts';
import {
  catalogOf,
  environmentOf,
  secretNamed,
  variableNamed,
  vaultOf,
} from '../../fakes/catalog-snapshot.ts';
import { namespaceNamed, questionOf } from '../../fakes/question.ts';

function asks(key: Question['key'] | string, namespace: string | null = 'a.b'): Question {
  return questionOf(key, {
    flowNamespace: namespace === null ? { kind: 'dynamic' } : namespaceNamed(namespace),
  });
}

function told(backends: readonly BackendSnapshot[], ...questions: Question[]): string[] {
  return unusedSecrets(
    catalogOf(backends),
    questions.map((asked) => ({ question: asked })),
  ).map(({ backend, name, because }) => `${backend} ${name} ${because.join(',')}`.trim());
}

const vault = vaultOf(['API', 'DB', 'OLD_DB'].map((name) => secretNamed(name)));

describe('unusedSecrets', () => {
  it('are those that no flow asks for, in any backend that would be asked', () => {
    assert.deepEqual(told([vault], asks('API'), asks('DB')), ['vault OLD_DB']);
    const env = environmentOf([variableNamed('API'), variableNamed('LAST')]);
    assert.deepEqual(told([vault, env], asks('API'), asks('db')), ['vault DB 1', 'vault OLD_DB', 'env LAST']);
  });

  it('may be used by what is known at run time only', () => {
    const choice = { kind: 'choice', candidates: ['API', 'OTHER'] } as const;
    assert.deepEqual(told([vault], asks('DB'), asks(choice)), ['vault API 1', 'vault OLD_DB']);
    const pattern = { kind: 'pattern', pattern: '*_DB' } as const;
    assert.deepEqual(told([vault], asks(pattern)), ['vault API', 'vault DB', 'vault OLD_DB 0']);
    assert.deepEqual(told([vault], asks('API'), asks({ kind: 'dynamic' })), ['vault DB 1', 'vault OLD_DB 1']);
    const env = environmentOf([variableNamed('API')]);
    assert.deepEqual(told([env], asks({ kind: 'pattern', pattern: 'a*' })), ['env API 0']);
  });

  it('may be used by either of two names, and in another letter case, where part of the name is known at run time', () => {
    const prefixed = vaultOf([secretNamed('app_API', { visible: null, otherName: 'API' })]);
    const choice = (...candidates: string[]) => asks({ kind: 'choice', candidates });
    const pattern = (text: string) => asks({ kind: 'pattern', pattern: text });
    for (const asked of [choice('X', 'API'), choice('app_API', 'X'), pattern('AP*'), pattern('app_*')]) {
      assert.deepEqual(told([prefixed], asked), ['vault app_API 0']);
    }
    assert.deepEqual(told([prefixed], choice('X'), pattern('B*')), ['vault app_API']);
    assert.deepEqual(told([vault], choice('api', 'X'), pattern('old_*')), [
      'vault API 0',
      'vault DB',
      'vault OLD_DB 1',
    ]);
  });

  it('count what fails by its name, and nothing that is no name', () => {
    const callFailure = { code: 'unknown-argument', argument: 'x', range: { start: 0, end: 1 } } as const;
    const one = vaultOf([secretNamed('API')]);
    assert.deepEqual(told([one], { ...asks('API'), callFailure }), []);
    assert.deepEqual(told([one], asks(null), asks({ kind: 'constant', value: 1 })), ['vault API']);
  });

  it('leave out what is hidden, and count what may be visible', () => {
    const secrets = [
      secretNamed('A', { visible: false }),
      secretNamed('B', { visible: null, otherName: 'C' }),
    ];
    assert.deepEqual(told([vaultOf(secrets)]), ['vault B']);
    assert.deepEqual(told([vaultOf(secrets)], asks('C')), []);
  });

  it('are looked for in the namespace of the flow', () => {
    const level = { id: 'vault@a', level: 'namespace', namespace: 'a' } as const;
    const team = vaultOf([secretNamed('API')], level);
    const tagged = vaultOf([secretNamed('API', { namespace: 'a.b' })]);
    assert.deepEqual(told([team], asks('API', 'b')), ['vault@a API']);
    assert.deepEqual(told([team], asks('API', null)), ['vault@a API 0']);
    assert.deepEqual(told([tagged], asks('API', 'a.b.c')), []);
    assert.deepEqual(told([tagged], asks('API', 'a')), ['vault API']);
    assert.deepEqual(told([tagged], asks('API', null)), ['vault API 0']);
  });
});
