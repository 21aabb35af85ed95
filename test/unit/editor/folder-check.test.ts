import assert from 'node:assert/strict';
import fc from 'fast-check';
import { never } from '../../fakes/never.ts';
import { flowWith, summaryAtOnce } from '../index/flow-texts.ts';
import { createWorld, openWorld, settle, type OpenedWorld, type World } from './checked-folder.ts';

const asking = (...names: readonly string[]) => flowWith(...names.map((name) => `"{{ secret('${name}') }}"`));

async function checkAll(world: World, opened: OpenedWorld): Promise<void> {
  const done = opened.check.check(() => undefined, never);
  await settle(world, opened);
  await done;
}

describe('the check of all flows', () => {
  let world: World;
  let opened: OpenedWorld;
  beforeEach(() => {
    world = createWorld();
    world.texts.set('a.yml', asking('ALWAYS', 'LOST'));
    world.texts.set('b.yml', asking('ALWAYS'));
    opened = openWorld(world);
    opened.configure();
  });
  afterEach(() => opened.close());

  it('knows nothing before it is asked for, and asks nobody', async () => {
    opened.check.lookAgain();
    await world.clock.pass(1000);
    assert.equal(opened.problems(), null);
    assert.deepEqual(opened.catalog.snapshot().backends[0]?.fetchedAt, null);
  });

  it('finds what is missing, once everything was asked', async () => {
    await checkAll(world, opened);
    assert.deepEqual(opened.problems(), ['a.yml:9 secret-missing LOST']);
    assert.equal(opened.history.length, 1, 'it is told once, whole');
  });

  it('finds what is missing in a file that a flow renders, and follows it', async () => {
    const asksElsewhere = (name: string) => {
      const summary = summaryAtOnce(asking('ALWAYS', name));
      assert.ok(summary);
      return [{ file: 'files/a.sql', summary, renderedBy: ['b.yml'] }];
    };
    world.elsewhere = asksElsewhere('NOWHERE');
    await checkAll(world, opened);
    assert.deepEqual(opened.problems(), [
      'a.yml:9 secret-missing LOST',
      'files/a.sql:9 secret-missing NOWHERE',
    ]);
    world.elsewhere = asksElsewhere('ALWAYS');
    opened.check.lookAgain();
    await settle(world, opened);
    assert.deepEqual(opened.problems(), ['a.yml:9 secret-missing LOST']);
  });

  it('leaves what was known where it is cancelled', async () => {
    const stopping = new AbortController();
    const done = opened.check.check(() => undefined, stopping.signal);
    await world.clock.pass(30);
    stopping.abort();
    await world.clock.pass(200);
    await assert.rejects(done, { name: 'AbortError' });
    assert.equal(opened.problems(), null);
    await checkAll(world, opened);
    assert.deepEqual(opened.problems(), ['a.yml:9 secret-missing LOST']);
  });

  it('follows what is typed, and says nothing of a name that is being typed', async () => {
    await checkAll(world, opened);
    world.typed.add('b.yml');
    for (const text of ['A', 'AL', 'ALW']) {
      world.texts.set('b.yml', asking(text));
      opened.noteText('b.yml');
      await world.clock.pass(150);
    }
    world.texts.set('b.yml', asking('ALWAYS'));
    opened.noteText('b.yml');
    world.typed.clear();
    opened.check.lookAgain();
    await settle(world, opened);
    assert.deepEqual(opened.history, [['a.yml:9 secret-missing LOST']]);
    world.texts.set('a.yml', asking('ALWAYS'));
    opened.noteText('a.yml');
    await settle(world, opened);
    assert.deepEqual(opened.problems(), []);
  });

  it('keeps a row while its name is asked for anew, and takes it away once it is there', async () => {
    await checkAll(world, opened);
    await world.clock.pass(70_000);
    world.delay = 3000;
    await Promise.all([opened.catalog.refresh(never), settle(world, opened)]);
    await settle(world, opened);
    assert.deepEqual(opened.history, [['a.yml:9 secret-missing LOST']], 'it never went');
    world.stores[0]?.names.add('LOST');
    await Promise.all([opened.catalog.refresh(never), settle(world, opened)]);
    await settle(world, opened);
    assert.deepEqual(opened.problems(), []);
  });

  it('says nothing more of a backend that is gone, and says it again when it is back', async () => {
    await checkAll(world, opened);
    const [store] = world.stores;
    assert.ok(store);
    store.isDown = true;
    await Promise.all([opened.catalog.refresh(never), settle(world, opened)]);
    await settle(world, opened);
    assert.deepEqual(opened.problems(), []);
    store.isDown = false;
    await Promise.all([opened.catalog.refresh(never), settle(world, opened)]);
    await settle(world, opened);
    assert.deepEqual(opened.problems(), ['a.yml:9 secret-missing LOST']);
  });

  it('tells what is left when some of it is silenced', async () => {
    opened.close();
    opened = openWorld(world, ({ file: path }, problems) =>
      Promise.resolve(path === 'a.yml' ? [] : problems),
    );
    opened.configure();
    await checkAll(world, opened);
    assert.deepEqual(opened.problems(), []);
  });

  it('ends in the state of a fresh start, whatever happened meanwhile', async function () {
    this.timeout(60_000);
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 25 }), endsAsFresh), { numRuns: 150 });
  });
});

const names = ['ALWAYS', 'ONE', 'TWO', 'THREE'];
const paths = ['a.yml', 'b.yml', 'c.yml'];

type Step =
  | { readonly kind: 'write'; readonly path: string; readonly asks: readonly string[] }
  | { readonly kind: 'remove'; readonly path: string }
  | { readonly kind: 'type'; readonly path: string; readonly isTyped: boolean }
  | { readonly kind: 'store'; readonly which: number; readonly name: string; readonly isThere: boolean }
  | { readonly kind: 'down'; readonly which: number; readonly isDown: boolean }
  | { readonly kind: 'refresh' }
  | { readonly kind: 'configure'; readonly configured: number | null }
  | { readonly kind: 'reopen' }
  | { readonly kind: 'check' }
  | { readonly kind: 'pass'; readonly milliseconds: number; readonly delay: number };

const path = fc.constantFrom(...paths);
const which = fc.constantFrom(0, 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('write'), path, asks: fc.subarray(names) }) },
  fc.record({ kind: fc.constant('remove'), path }),
  fc.record({ kind: fc.constant('type'), path, isTyped: fc.boolean() }),
  fc.record({
    kind: fc.constant('store'),
    which,
    name: fc.constantFrom('ONE', 'TWO', 'THREE'),
    isThere: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('down'), which, isDown: fc.boolean() }),
  fc.record({ kind: fc.constant('refresh') }),
  fc.record({ kind: fc.constant('configure'), configured: fc.constantFrom(0, 1, null) }),
  fc.record({ kind: fc.constant('reopen') }),
  fc.record({ kind: fc.constant('check') }),
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('pass'),
      milliseconds: fc.constantFrom(1, 30, 120, 500, 70_000, 400_000),
      delay: fc.constantFrom(1, 40, 900),
    }),
  },
);

async function endsAsFresh(steps: readonly Step[]): Promise<void> {
  const world = createWorld();
  let opened = openWorld(world);
  opened.configure();
  const waits = [opened.check.check(() => undefined, never)];
  const neverMissing = () => {
    for (const told of opened.history) {
      assert.ok(
        told.every((each) => !each.endsWith('ALWAYS')),
        'what is always there was missing',
      );
    }
  };
  for (const each of steps) {
    switch (each.kind) {
      case 'write':
        world.texts.set(each.path, asking(...each.asks));
        opened.noteText(each.path);
        break;
      case 'remove':
        world.texts.delete(each.path);
        opened.noteText(each.path);
        break;
      case 'type':
        if (each.isTyped) world.typed.add(each.path);
        else world.typed.delete(each.path);
        opened.check.lookAgain();
        break;
      case 'store': {
        const held = world.stores[each.which]?.names;
        if (each.isThere) held?.add(each.name);
        else held?.delete(each.name);
        break;
      }
      case 'down':
        Object.assign(world.stores[each.which] ?? {}, { isDown: each.isDown });
        break;
      case 'refresh':
        waits.push(opened.catalog.refresh(never));
        break;
      case 'configure':
        world.configured = each.configured;
        opened.configure();
        break;
      case 'reopen':
        neverMissing();
        opened.close();
        opened = openWorld(world);
        opened.configure();
        waits.push(opened.check.check(() => undefined, never));
        break;
      case 'check':
        waits.push(opened.check.check(() => undefined, never));
        break;
      case 'pass':
        world.delay = each.delay;
        await world.clock.pass(each.milliseconds);
    }
  }
  for (const wait of waits) wait.catch(() => undefined);
  await settle(world, opened);
  waits.push(opened.catalog.refresh(never));
  await settle(world, opened);
  await settle(world, opened);
  neverMissing();
  const fresh = openWorld(world);
  fresh.configure();
  const checking = fresh.check.check(() => undefined, never);
  await settle(world, fresh);
  await checking;
  assert.deepEqual(opened.problems(), fresh.problems());
  assert.ok((fresh.history.at(-1) ?? []).every((told) => !told.endsWith('ALWAYS')));
  opened.close();
  fresh.close();
}
