import assert from 'node:assert/strict';
import type { BackendSnapshot, Question } from '../../../src/catalog/index.ts';
import { resolve } from '../../../src/catalog/resolve.ts';
import { createSettling } from '../../../src/editor/language/settling.ts';
import type { FolderSession } from '../../../src/editor/session/folder-session.ts';
import { readFlow } from '../../../src/flow/index.ts';
import { fetchedAt, secretNamed, vaultOf } from '../../fakes/catalog-snapshot.ts';

const flow = readFlow(
  `id: f\nnamespace: a.b\ntasks:\n  - id: t\n    type: a.plugin.Task\n    list: ["{{ secret('api') }}", "{{ secret('api') }}", "{{ secret('db', subkey='X') }}"]\n`,
);

/** A session whose catalog only writes down what it is asked. */
function sessionOf(backend: () => BackendSnapshot, restsOnUnsaved = false) {
  const asked: Question[] = [];
  const snapshot = () => ({ backends: [backend()], configured: true, refreshing: false });
  const session = {
    configuration: () => ({}),
    restsOnUnsaved: () => restsOnUnsaved,
    catalog: {
      snapshot,
      resolve: (question: Question) => resolve(snapshot(), question, fetchedAt),
      ask: (question: Question, options: { readValues: boolean }) => {
        assert.equal(options.readValues, false);
        asked.push(question);
        return Promise.reject(new Error('cancelled'));
      },
    },
  } as unknown as FolderSession;
  return { session, asked };
}

describe('settling the verdicts of open flows', () => {
  it('asks each question once for each list', () => {
    let fetchedAt = 1;
    const { session, asked } = sessionOf(() => vaultOf([secretNamed('api')], { fetchedAt }));
    const settling = createSettling();
    settling.settle(session, session.catalog, flow, () => false);
    settling.settle(session, session.catalog, flow, () => false);
    assert.deepEqual(
      asked.map(({ key }) => key),
      [
        { kind: 'constant', value: 'api' },
        { kind: 'constant', value: 'db' },
      ],
    );
    fetchedAt = 2;
    settling.settle(session, session.catalog, flow, () => false);
    assert.equal(asked.length, 4);
    settling.dispose();
  });

  it('asks once for each of two configurations, whose flows ask for the same', () => {
    const [one, other] = ['vault#a.yml', 'vault#b.yml'].map((id) =>
      sessionOf(() => vaultOf([secretNamed('api')], { id, fetchedAt: id.length })),
    );
    assert.ok(one && other);
    const settling = createSettling();
    for (const { session } of [one, other, one, other])
      settling.settle(one.session, session.catalog, flow, () => false);
    assert.deepEqual([one.asked.length, other.asked.length], [2, 2]);
    settling.dispose();
  });

  it('asks nothing because of the list of another namespace', () => {
    let fetchedAt = 1;
    const { session, asked } = sessionOf(() =>
      vaultOf([], { level: 'namespace', namespace: 'elsewhere', fetchedAt }),
    );
    const settling = createSettling();
    for (fetchedAt of [1, 2]) settling.settle(session, session.catalog, flow, () => false);
    assert.equal(asked.length, 2);
    settling.dispose();
  });

  it('asks for none that is half typed, and once more for what is missing', async () => {
    const { session, asked } = sessionOf(() => vaultOf([secretNamed('api')]));
    const settling = createSettling();
    settling.settle(session, session.catalog, flow, ({ arguments: given }) => given.subkey === undefined);
    assert.deepEqual(
      asked.map(({ key }) => key),
      [{ kind: 'constant', value: 'db' }],
    );
    await settling.settleAnew(session, session.catalog, flow);
    assert.deepEqual(
      asked.slice(1).map(({ key }) => key),
      [{ kind: 'constant', value: 'db' }],
      'api is there',
    );
  });

  it('asks for no name that follows from rules that are not saved', () => {
    const { session, asked } = sessionOf(() => vaultOf([]), true);
    createSettling().settle(session, session.catalog, flow, () => false);
    assert.deepEqual(asked, []);
  });
});
