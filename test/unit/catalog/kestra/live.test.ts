import assert from 'node:assert/strict';
import { isCancellation } from '../../../../src/ports/cancellation.ts';
import { anyReason } from '../../../fakes/failure-reasons.ts';
import { scriptOf, type KestraScript } from '../../../fakes/scripted-kestra.ts';
import { never } from '../../../fakes/never.ts';
import { asking, connect, verdictNow, verdictOn } from './support.ts';

/** Ends once a list was begun. */
async function untilListed({ questions }: KestraScript): Promise<void> {
  const before = lists(questions);
  while (lists(questions) === before) await new Promise(setImmediate);
}

const lists = (questions: readonly string[]) => questions.filter((each) => each.startsWith('list')).length;

describe('the running Kestra of a folder', () => {
  it('is not there until it is asked for, and is then told of with where it is', async () => {
    const script = scriptOf({ names: { '': ['B', 'A'] } });
    const { catalog } = await connect(script);
    assert.equal(catalog.snapshot().kestra, undefined);
    await catalog.refresh(never);
    const { kestra } = catalog.snapshot();
    assert.deepEqual(
      [kestra?.endpoint, kestra?.tenant, kestra?.state, kestra?.about?.edition, kestra?.readOnly],
      ['http://127.0.0.1:8080', 'main', 'complete', 'open-source', true],
    );
    assert.deepEqual(
      kestra?.listedIn({ kind: 'unknown' }).map(({ name }) => name),
      ['A', 'B'],
    );
    assert.equal(catalog.snapshot(), catalog.snapshot());
  });

  it('is listed once for all who ask meanwhile, and not ended by the one who no longer waits', async () => {
    const script = scriptOf({ names: { '': ['A'] } });
    const { catalog } = await connect(script);
    const leaving = new AbortController();
    const begun = untilListed(script);
    const left = catalog.refreshBackend('kestra', leaving.signal).catch((error: unknown) => error);
    const stays = catalog.refresh(never);
    await begun;
    leaving.abort();
    assert.ok(isCancellation(await left));
    await stays;
    assert.equal(lists(script.questions), 1);
    assert.equal(verdictNow(catalog, asking('A')), 'resolvable found kestra');
  });

  it('is fresh for five minutes, and renewed after one', async () => {
    const script = scriptOf({ names: { '': ['A'] } });
    const { catalog, clock } = await connect(script);
    await catalog.renew(never);
    assert.equal(lists(script.questions), 0);
    const begun = untilListed(script);
    catalog.freshen();
    await begun;
    await clock.pass(59_000);
    catalog.freshen();
    await catalog.renew(never);
    assert.equal(lists(script.questions), 1);
    await clock.pass(2000);
    await catalog.renew(never);
    assert.equal(lists(script.questions), 2);
    await clock.pass(5 * 60_000);
    catalog.freshen();
    await clock.pass(0);
    assert.equal(lists(script.questions), 2);
    await clock.pass(1);
    catalog.freshen();
    await clock.pass(0);
    assert.equal(lists(script.questions), 3);
  });

  it('is not tried for each name once it failed', async () => {
    const script = scriptOf({
      failure: { kind: 'unreachable', message: anyReason, nextSteps: [] },
    });
    const { catalog, clock } = await connect(script);
    for (const name of ['A', 'B', 'C']) await catalog.ask(asking(name), { readValues: false }, never);
    assert.equal(lists(script.questions), 1);
    await clock.pass(61_000);
    await catalog.ask(asking('A'), { readValues: false }, never);
    assert.equal(lists(script.questions), 2);
  });

  it('ends a list on the word of the user, until they ask for it', async () => {
    const script = scriptOf({ names: { '': ['A'] } });
    const { catalog, clock } = await connect(script);
    const begun = untilListed(script);
    const listed = catalog.refresh(never);
    await begun;
    assert.equal(catalog.snapshot().refreshing, true);
    catalog.stopListing('kestra');
    await listed;
    assert.deepEqual(
      [catalog.snapshot().refreshing, catalog.snapshot().kestra?.stopped, catalog.snapshot().kestra?.state],
      [false, true, 'incomplete'],
    );
    await clock.pass(10 * 60_000);
    catalog.freshen();
    await clock.pass(0);
    assert.equal(catalog.snapshot().kestra?.fetchedAt, null);
    await catalog.refreshBackend('kestra', never);
    assert.deepEqual(
      [catalog.snapshot().kestra?.stopped, catalog.snapshot().kestra?.state],
      [false, 'complete'],
    );
  });

  it('forgets what another place, or another login, told', async () => {
    const script = scriptOf({ names: { '': ['A'] }, answers: () => ({ state: 'resolves' }) });
    const { catalog, connection } = await connect(script);
    await catalog.refresh(never);
    await catalog.askKestra(asking('B'), never);
    connection.place = { endpoint: 'https://other:8443', tenant: 'main' };
    assert.equal(verdictNow(catalog, asking('A')), 'unknown no-configuration');
    assert.equal(verdictNow(catalog, asking('B')), 'unknown no-configuration');
    assert.equal(catalog.snapshot().kestra?.endpoint, 'https://other:8443');
    await catalog.refresh(never);
    assert.equal(verdictNow(catalog, asking('A')), 'resolvable found kestra');
    let changes = 0;
    catalog.onChange(() => (changes += 1));
    catalog.reconnectKestra();
    assert.ok(changes > 0);
    assert.equal(verdictNow(catalog, asking('A')), 'unknown no-configuration');
    connection.place = null;
    assert.equal(catalog.snapshot().kestra, undefined);
  });

  it('takes nothing in of a list that was begun elsewhere, or before it was closed', async () => {
    const script = scriptOf({ names: { '': ['A'] } });
    const { catalog, connection } = await connect(script);
    const begun = untilListed(script);
    const listed = catalog.refresh(never);
    await begun;
    connection.place = { endpoint: 'https://other:8443', tenant: 'main' };
    catalog.reconnectKestra();
    await listed;
    assert.deepEqual(catalog.snapshot().kestra?.names, []);
    const begunAgain = untilListed(script);
    const again = catalog.refresh(never);
    await begunAgain;
    catalog.close();
    await again;
    assert.equal(catalog.snapshot().kestra, undefined);
  });

  it('is listed for a namespace more, not as a whole, though others are asked for meanwhile', async () => {
    const script = scriptOf({ edition: 'enterprise', names: { company: ['A'] } });
    const { catalog } = await connect(script);
    await catalog.ask(asking('A'), { readValues: false }, never);
    const inNamespace = (value: string) => asking('A', { namespaceArgument: { kind: 'constant', value } });
    await Promise.all(
      ['a', 'b', 'c'].map((value) => catalog.ask(inNamespace(value), { readValues: false }, never)),
    );
    const after = script.questions.filter((each) => each.startsWith('list')).slice(1);
    assert.ok(
      after.every((each) => each.startsWith('list only ')),
      after.join(),
    );
    assert.deepEqual(after.flatMap((each) => each.split(' ').slice(2)).sort(), ['a', 'b', 'c']);
    assert.deepEqual(catalog.snapshot().kestra?.told, ['company.team', 'a', 'b', 'c']);
  });

  it('is asked for nothing that is no namespace', async () => {
    const script = scriptOf({ edition: 'enterprise', names: { company: ['A'] } });
    const { catalog } = await connect(script);
    for (const value of ['..', 'a b', '{{ x }}', 'a/b'])
      await catalog.ask(
        asking('A', { namespaceArgument: { kind: 'constant', value } }),
        { readValues: false },
        never,
      );
    assert.deepEqual(
      script.questions.filter((each) => each.startsWith('list')),
      ['list'],
    );
  });

  it('stays stopped though a question comes the moment it is', async () => {
    const script = scriptOf({ names: { '': ['A'] } });
    const { catalog } = await connect(script);
    const begun = untilListed(script);
    const listed = catalog.refresh(never);
    await begun;
    const asked: Promise<void>[] = [];
    catalog.onChange(() => asked.push(catalog.ask(asking('A'), { readValues: false }, never)));
    catalog.stopListing('kestra');
    await listed;
    await Promise.all(asked);
    assert.ok(asked.length > 0);
    assert.equal(catalog.snapshot().kestra?.stopped, true);
    assert.equal(lists(script.questions), 1);
  });

  it('ends every list that is under way on the word of the user', async () => {
    const script = scriptOf({ edition: 'enterprise', names: { company: ['A'] } });
    const { catalog } = await connect(script);
    await catalog.ask(asking('A'), { readValues: false }, never);
    const fetchedAt = catalog.snapshot().kestra?.fetchedAt;
    script.names = { company: ['B'] };
    const begun = untilListed(script);
    const whole = catalog.refresh(never);
    const other = { kind: 'constant', value: 'other' } as const;
    const more = catalog.ask(asking('B', { namespaceArgument: other }), { readValues: false }, never);
    await begun;
    catalog.stopListing('kestra');
    await Promise.all([whole, more]);
    const { kestra } = catalog.snapshot();
    assert.deepEqual([kestra?.stopped, kestra?.fetchedAt], [true, fetchedAt]);
    assert.deepEqual(
      kestra?.names.map(({ name }) => name),
      ['A'],
    );
  });

  it('answers who asked it though it is listed anew meanwhile', async () => {
    const script = scriptOf({ names: { '': ['A'] }, answers: () => ({ state: 'resolves' }) });
    const { catalog } = await connect(script);
    await catalog.refresh(never);
    let answer = (): void => undefined;
    const held = new Promise<void>((resolve) => (answer = resolve));
    script.untilAnswered = (question) => (question.startsWith('evaluate') ? held : Promise.resolve());
    const asked = catalog.askKestra(asking('B'), never);
    await catalog.refresh(never);
    answer();
    assert.deepEqual(await asked, { state: 'answered', word: { state: 'resolves' } });
  });

  it('is left at once by who waits for their turn no longer', async () => {
    const script = scriptOf({ names: { '': ['A'] }, answers: () => ({ state: 'resolves' }) });
    const { catalog } = await connect(script);
    await catalog.refresh(never);
    let answer = (): void => undefined;
    const held = new Promise<void>((resolve) => (answer = resolve));
    script.untilAnswered = () => held;
    const first = catalog.askKestra(asking('A'), never);
    const leaving = new AbortController();
    const second = catalog.askKestra(asking('B'), leaving.signal).catch((error: unknown) => error);
    leaving.abort();
    assert.ok(isCancellation(await second));
    answer();
    assert.equal((await first).state, 'answered');
    assert.deepEqual(
      script.questions.filter((each) => each.startsWith('evaluate')),
      ['evaluate A'],
    );
  });

  it('does not look well again by one namespace more, where the one before it failed', async () => {
    const script = scriptOf({ edition: 'enterprise', names: { company: ['A'] } });
    const { catalog } = await connect(script);
    await catalog.ask(asking('A'), { readValues: false }, never);
    script.untilAnswered = (question) => {
      script.failure =
        question === 'list b' ? null : { kind: 'unreachable', message: anyReason, nextSteps: [] };
      return Promise.resolve();
    };
    const inNamespace = (value: string) => asking('A', { namespaceArgument: { kind: 'constant', value } });
    await Promise.all(
      ['a', 'b'].map((value) => catalog.ask(inNamespace(value), { readValues: false }, never)),
    );
    const { state, failure } = catalog.snapshot().kestra ?? {};
    assert.deepEqual([state, failure?.kind], ['failed', 'unreachable']);
  });

  it('is listed anew for the namespaces that were asked about last, and no more than a hundred', async () => {
    const script = scriptOf({ edition: 'enterprise', names: { company: ['A'] } });
    const { catalog } = await connect(script);
    const spaces = Array.from({ length: 120 }, (_, index) => `n${String(index)}`);
    const askIn = (value: string) =>
      catalog.ask(
        asking('A', { namespaceArgument: { kind: 'constant', value } }),
        { readValues: false },
        never,
      );
    await Promise.all(spaces.map(askIn));
    assert.equal(catalog.snapshot().kestra?.told.length, 120);
    await askIn('n0');
    await catalog.refresh(never);
    assert.deepEqual(catalog.snapshot().kestra?.told, [...spaces.slice(-99), 'n0']);
    await askIn('n1');
    assert.deepEqual(catalog.snapshot().kestra?.told.slice(-2), ['n0', 'n1']);
    await catalog.listKestra([...spaces, 'not one'], never);
    assert.deepEqual([...(catalog.snapshot().kestra?.told ?? [])].sort(), [...spaces].sort());
  });

  it('fails alone: what the backends say stays', async () => {
    const script = scriptOf({ failure: { kind: 'tls', message: anyReason, nextSteps: [] } });
    const files = {
      'application.yml':
        'kestra: {secret: {type: vault, read-only: true, vault: {address: "http://v:1", token: {token: t}}}}\n',
    };
    const { catalog } = await connect(script, files, [{ name: 'there', fields: [] }]);
    await catalog.refresh(never);
    assert.equal(verdictNow(catalog, asking('there')), 'resolvable found vault');
    assert.equal(await verdictOn(catalog, asking('gone')), 'missing not-in-list');
    const { state, failure } = catalog.snapshot().kestra ?? {};
    assert.deepEqual([state, failure?.kind], ['failed', 'tls']);
  });
});
