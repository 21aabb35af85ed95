import assert from 'node:assert/strict';
import { never } from '../../fakes/never.ts';
import { managers, type Manager, type RunningManager, type Told } from '../../servers/managers.ts';
import { failureOf, listAll } from './asking.ts';

const tagged = { team: 'shop' };

/** Bodies that are no answer to any question, whoever is asked. */
const noAnswers: readonly string[] = [
  '',
  '[]',
  'null',
  '42',
  'true',
  '"text"',
  '[{}]',
  '{"hello": "world"}',
  '{"',
];

/** Names and tags that are none, where a manager keeps them in an item of its own. */
const noNames: readonly unknown[] = [undefined, null, '', 42, true, {}, ['api']];
const noTags = (manager: Manager): readonly unknown[] => [
  42,
  'team',
  true,
  ['team'],
  manager.tags({ team: 42 }),
  manager.tags({ team: {} }),
  manager.tags({ team: ['shop'] }),
];
const noTimes: readonly unknown[] = ['soon', {}, [1], true];

/** What a list may hold beside what it should, by what is wrong with it. */
function wrongLists(manager: Manager): readonly (readonly [string, unknown])[] {
  const { page, item } = manager;
  const good = item({ name: 'api' });
  const items: readonly (readonly [string, unknown])[] = [
    ...['text', 42, {}, true].map(
      (other) => [`a list that is ${JSON.stringify(other)}`, page(other)] as const,
    ),
    ...[null, 42, [], true].map(
      (other) => [`an item that is ${JSON.stringify(other)}`, page([good, other])] as const,
    ),
  ];
  if (manager.id === 'vault') return [...items, ['an item without a name', page([good, ''])]];
  return [
    ...items,
    ...noNames.map((name) => [`a name that is ${show(name)}`, page([good, item({ name })])] as const),
    ...noTags(manager).map(
      (tags) => [`tags that are ${show(tags)}`, page([good, item({ name: 'x', tags })])] as const,
    ),
    ...noTimes.map((time) => [`a time that is ${show(time)}`, page([item({ name: 'x', time })])] as const),
  ];
}

function wrongSecrets(manager: Manager): readonly (readonly [string, unknown])[] {
  const { secret } = manager;
  return [
    ...(manager.id === 'vault' ? [] : noNames).map(
      (name) => [`a name that is ${show(name)}`, secret({ name })] as const,
    ),
    ...noTags(manager).map((tags) => [`tags that are ${show(tags)}`, secret({ name: 'api', tags })] as const),
    ...noTimes.map((time) => [`a time that is ${show(time)}`, secret({ name: 'api', time })] as const),
  ];
}

const show = (value: unknown) => (value === undefined ? 'not there' : JSON.stringify(value));

for (const manager of managers) {
  describe(`${manager.id}: answers that are none`, () => {
    const running: RunningManager[] = [];
    afterEach(async () => {
      for (const each of running.splice(0)) await each.stop();
    });

    /** A store whose every question is answered so. */
    async function answering(told: unknown): Promise<RunningManager> {
      const given: Told = isTold(told) ? told : { body: JSON.stringify(told) };
      const started = await manager.start(() => given);
      running.push(started);
      return started;
    }

    it('takes the documented ones', async () => {
      const tags = manager.tags(tagged);
      const answers = {
        list: manager.page([manager.item({ name: 'api', tags })]),
        lookup: manager.secret({ name: 'api', tags }),
        value: manager.value('{"TOKEN": "VALUE-MARKER-1"}'),
      };
      const started = await manager.start(({ what }) => ({ body: JSON.stringify(answers[what]) }));
      running.push(started);
      const { store } = started;
      const listed = await listAll(store);
      assert.deepEqual(
        listed.map((secret) => [secret.name, secret.tags]),
        [['api', tagged]],
      );
      const found = await store.lookup('api', never);
      assert.deepEqual(found.state === 'found' ? found.secret.tags : found.state, tagged);
      const subkeys = await store.subkeys('api', { readValue: true }, never);
      assert.deepEqual(subkeys, { state: 'known', names: ['TOKEN'] });
      const empty = await answering(manager.nothing);
      assert.equal((await empty.store.lookup('api', never)).state, 'absent');
    });

    it('takes no other body for an answer, of whatever status that says that all is well', async () => {
      // Google leaves out what is empty: of an empty project nothing is left.
      const bodies = manager.id === 'google-secret-manager' ? noAnswers : [...noAnswers, '{}'];
      for (const status of [200, 204, 206]) {
        for (const body of bodies) {
          const { store } = await answering({ status, body: status === 204 ? '' : body });
          const told = `${String(status)} ${body}`;
          assert.equal((await failureOf(manager.label, () => listAll(store))).kind, 'invalid-answer', told);
          const asking = () => store.lookup('api', never);
          assert.equal((await failureOf(manager.label, asking)).kind, 'invalid-answer', told);
        }
      }
      const { store } = await answering({ body: '{}' });
      assert.equal(
        (await failureOf(manager.label, () => store.lookup('api', never))).kind,
        'invalid-answer',
        'nothing is no secret',
      );
    });

    it('takes no list with something else in it, nor a part of that list', async () => {
      for (const [what, body] of wrongLists(manager)) {
        const { store } = await answering(body);
        const listed: string[] = [];
        const listing = async () => {
          for await (const page of store.list({ withTags: false }, never)) {
            listed.push(...page.secrets.map(({ name }) => name));
          }
        };
        assert.equal((await failureOf(manager.label, listing)).kind, 'invalid-answer', what);
        assert.deepEqual(listed, [], what);
      }
    });

    it('takes no secret with something else in it', async () => {
      for (const [what, body] of wrongSecrets(manager)) {
        const { store } = await answering(body);
        const asking = () => store.lookup('api', never);
        assert.equal((await failureOf(manager.label, asking)).kind, 'invalid-answer', what);
      }
    });

    it('takes for a value what is one alone, so that no subkey is missing', async () => {
      if (manager.value('x') === null) return;
      const wrong = [manager.value(42), manager.value({}), manager.value([1]), manager.value(true), {}, []];
      if (manager.id === 'google-secret-manager') {
        wrong.push(...[undefined, null, 'text', 42, []].map((payload) => ({ payload })));
      }
      for (const body of wrong) {
        const { store } = await answering(body);
        const reading = () => store.subkeys('api', { readValue: true }, never);
        const told = JSON.stringify(body);
        assert.equal((await failureOf(manager.label, reading)).kind, 'invalid-answer', told);
      }
    });
  });
}

function isTold(value: unknown): value is Told {
  return typeof value === 'object' && value !== null && 'body' in value;
}
