import assert from 'node:assert/strict';
import type { Question } from '../../../../src/catalog/index.ts';
import { anyReason } from '../../../fakes/failure-reasons.ts';
import { scriptOf, type KestraScript } from '../../../fakes/scripted-kestra.ts';
import { never } from '../../../fakes/never.ts';
import { asking, connect, sentenceOn, vault, verdictNow, verdictOn } from './support.ts';

const enterprise = (answers: KestraScript['answers']) => scriptOf({ edition: 'enterprise', answers });
const withIsolation = (enabled: string) => ({
  'application.yml': `kestra: {secret: {type: vault, isolation: {enabled: ${enabled}, denied-services: [EXECUTOR]}, vault: {address: "http://v:1"}}}\n`,
});
const notFound = () => ({ state: 'secret-not-found' }) as const;

/** A folder whose Kestra was asked for a question. */
async function askFor(
  question: Question,
  script: KestraScript,
  files: Readonly<Record<string, string>> = {},
) {
  const connected = await connect(script, files, [{ name: 'there', fields: ['a'] }]);
  await connected.catalog.refresh(never);
  const asked = await connected.catalog.askKestra(question, never);
  return { ...connected, asked };
}

describe('what Kestra answers when it is asked for one reference', () => {
  it('is the verdict for five minutes where the secret resolves, of that reference alone', async () => {
    const { catalog, clock, asked } = await askFor(
      asking('A'),
      enterprise(() => ({ state: 'resolves' })),
    );
    assert.deepEqual(asked, { state: 'answered', word: { state: 'resolves' } });
    assert.equal(verdictNow(catalog, asking('A')), 'resolvable found kestra');
    assert.equal(sentenceOn(catalog, asking('A')), 'Kestra (http://127.0.0.1:8080) answers that it finds A.');
    for (const other of [
      asking('B'),
      asking('A', { flowNamespace: null }),
      asking('A', { namespaceArgument: { kind: 'constant', value: 'other' } }),
    ]) {
      assert.equal(verdictNow(catalog, other), 'unknown no-configuration');
    }
    assert.equal(verdictNow(catalog, asking('A', { subkey: 's' })), 'unknown subkeys-not-read kestra');
    await clock.pass(5 * 60_000);
    assert.equal(verdictNow(catalog, asking('A')), 'resolvable found kestra');
    await clock.pass(1);
    assert.equal(verdictNow(catalog, asking('A')), 'unknown no-configuration');
  });

  it('is missing for a minute where it cannot find it', async () => {
    const { catalog, clock } = await askFor(asking('A'), enterprise(notFound));
    assert.equal(verdictNow(catalog, asking('A')), 'missing not-in-list');
    assert.deepEqual(catalog.resolve(asking('A')).mistake, { kind: 'not-found', name: 'A' });
    assert.equal(catalog.resolve(asking('A', { subkey: 's' })).subkeyVerdict, 'unknown');
    await clock.pass(60_001);
    assert.equal(verdictNow(catalog, asking('A')), 'unknown no-configuration');
    assert.equal(catalog.resolve(asking('A')).kestra?.answer?.word.state, 'secret-not-found');
  });

  it('tells of the subkey, and with it that the secret is there', async () => {
    const question = asking('A', { subkey: 's' });
    const gone = await askFor(
      question,
      enterprise(() => ({ state: 'subkey-not-found' })),
    );
    assert.equal(verdictNow(gone.catalog, question), 'missing subkey-not-found kestra');
    assert.equal(gone.catalog.resolve(question).secretVerdict, 'resolvable');
    assert.equal(verdictNow(gone.catalog, asking('A')), 'resolvable found kestra');
    await gone.clock.pass(60_001);
    assert.equal(verdictNow(gone.catalog, question), 'unknown subkeys-not-read kestra');
    const plain = await askFor(
      question,
      enterprise(() => ({ state: 'subkey-not-read' })),
    );
    assert.equal(verdictNow(plain.catalog, question), 'missing value-not-object kestra');
    const found = await askFor(
      question,
      enterprise(() => ({ state: 'resolves' })),
    );
    assert.equal(verdictNow(found.catalog, question), 'resolvable found kestra');
  });

  it('counts before what a backend here knows of the subkey', async () => {
    const files = { 'application.yml': vault() };
    const question = asking('there', { subkey: 'b' });
    const { catalog } = await askFor(
      question,
      enterprise(() => ({ state: 'resolves' })),
      files,
    );
    assert.equal(verdictNow(catalog, question), 'resolvable found kestra');
    assert.equal(await verdictOn(catalog, asking('there', { subkey: 'a' })), 'resolvable found vault');
    assert.equal(
      await verdictOn(catalog, asking('there', { subkey: 'c' })),
      'missing subkey-not-found vault',
    );
    assert.equal(await verdictOn(catalog, question), 'resolvable found kestra');
  });

  for (const enabled of ['true', '"${ISOLATED}"']) {
    it(`is no proof of absence where isolation is ${enabled}`, async () => {
      const { catalog } = await askFor(asking('A'), enterprise(notFound), withIsolation(enabled));
      assert.match(verdictNow(catalog, asking('A')), /^unknown /);
      assert.match(
        sentenceOn(catalog, asking('A')),
        /answers that it cannot find A, but what runs the tasks may read other secrets/,
      );
      const question = asking('B', { subkey: 's' });
      const subkey = await askFor(
        question,
        enterprise(() => ({ state: 'subkey-not-found' })),
        withIsolation(enabled),
      );
      assert.equal(verdictNow(subkey.catalog, question), 'unknown subkeys-not-read kestra');
    });
  }

  it('is proof where isolation is off, and in open source whatever is written', async () => {
    const off = await askFor(asking('A'), enterprise(notFound), withIsolation('false'));
    assert.equal(verdictNow(off.catalog, asking('A')), 'missing not-in-list');
    const open = await askFor(asking('A'), scriptOf({ answers: notFound }), withIsolation('true'));
    assert.equal(verdictNow(open.catalog, asking('A')), 'missing not-in-list');
  });

  it('gives way to a newer list that has the secret', async () => {
    const script = enterprise(notFound);
    const { catalog, clock } = await askFor(asking('A'), script);
    script.names = { 'company.team': ['A'] };
    await clock.pass(1000);
    await catalog.refreshBackend('kestra', never);
    assert.equal(verdictNow(catalog, asking('A')), 'resolvable found kestra');
  });

  it('changes no verdict where it tells nothing, and is kept for whoever explains', async () => {
    for (const why of ['no-execution', 'no-right', 'not-asked', 'not-constant', 'other-answer'] as const) {
      const { catalog } = await askFor(
        asking('A'),
        enterprise(() => ({ state: 'not-told', why })),
      );
      assert.equal(verdictNow(catalog, asking('A')), 'unknown no-configuration');
      assert.match(sentenceOn(catalog, asking('A')), /^Kestra \(.* A\b/);
      assert.deepEqual(
        catalog.explain(asking('A')).map(({ asked, rule, result }) => [asked, rule, result]),
        [
          ['list', 'not-in-list', 'unknown'],
          ['fresh', 'backend-failed', 'unknown'],
        ],
      );
    }
  });

  it('is asked for nothing that is not known in full before the flow runs', async () => {
    const script = enterprise(notFound);
    const { catalog } = await connect(script);
    const cases = [
      ['call-fails', asking('A', { callFailure: { code: 'no-key', range: { start: 0, end: 1 } } })],
      ['not-constant', { ...asking('A'), key: { kind: 'dynamic' } }],
      ['not-constant', { ...asking('A'), key: { kind: 'choice', candidates: ['A', 'B'] } }],
      ['not-constant', asking('')],
      ['not-constant', asking('A', { subkey: { kind: 'dynamic' } })],
      ['not-constant', asking('A', { namespaceArgument: { kind: 'dynamic' } })],
      ['not-constant', asking('A', { namespaceArgument: { kind: 'constant', value: '' } })],
      ['no-namespace', asking('A', { flowNamespace: null })],
    ] as const;
    for (const [why, question] of cases) {
      assert.deepEqual(await catalog.askKestra(question, never), { state: 'not-asked', why });
    }
    assert.deepEqual(script.questions, []);
  });

  it('is asked one at a time, and a failure is told to who asked', async () => {
    const script = enterprise(() => ({ state: 'resolves' }));
    const { catalog } = await connect(script);
    await catalog.refresh(never);
    const both = Promise.all([catalog.askKestra(asking('A'), never), catalog.askKestra(asking('B'), never)]);
    await new Promise(setImmediate);
    assert.deepEqual(catalog.busyBackends(), ['kestra']);
    assert.deepEqual(
      (await both).map(({ state }) => state),
      ['answered', 'answered'],
    );
    assert.deepEqual(catalog.busyBackends(), []);
    const failure = { kind: 'denied', message: anyReason, nextSteps: [] } as const;
    script.failure = failure;
    assert.deepEqual(await catalog.askKestra(asking('C'), never), { state: 'failed', failure });
    assert.equal(catalog.snapshot().kestra?.state, 'complete');
  });

  it('is not asked where none is connected', async () => {
    const { catalog, connection } = await connect(enterprise(notFound));
    connection.place = null;
    assert.deepEqual(await catalog.askKestra(asking('A'), never), {
      state: 'not-asked',
      why: 'not-connected',
    });
  });
});
