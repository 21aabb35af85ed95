import assert from 'node:assert/strict';
import { createCatalog } from '../../../src/catalog/index.ts';
import { stretch } from '../../../src/catalog/live/entries.ts';
import { awsBackend, noFilters } from '../../fakes/cloud-backend.ts';
import { createMemoryStore, type MemorySecret } from '../../fakes/memory-store.ts';
import { never } from '../../fakes/never.ts';
import { questionOf } from '../../fakes/question.ts';
import { quietLog } from '../../fakes/quiet-log.ts';
import { known } from '../../fakes/vault-backend.ts';

const count = 2 * stretch + 500;

/** A catalog that has listed many secrets, `team_0` and so on, and the turns that it waits for. */
async function createListed() {
  const secrets: MemorySecret[] = Array.from({ length: count }, (_, index) => ({
    name: `team_${String(index)}`,
    fields: ['TOKEN'],
  }));
  const turns: (() => void)[] = [];
  let now = Date.UTC(2026, 0, 1);
  const catalog = createCatalog({
    open: () => Promise.resolve({ state: 'open', store: createMemoryStore({ secrets }) }),
    locationOf: () => 'memory',
    clock: {
      now: () => (now += 1),
      after(delay, action) {
        if (delay === 0) turns.push(action);
        return () => {
          if (turns.includes(action)) turns.splice(turns.indexOf(action), 1);
        };
      },
    },
    log: quietLog,
  });
  const rule = (prefix: string | null) => {
    const filterOnPrefix = prefix === null ? null : { prefix: known(prefix), keepPrefix: known(false) };
    const backends = [awsBackend({ filters: { ...noFilters, filterOnPrefix } })];
    catalog.configure({ backends, found: true, partial: false, entries: [], problems: [], files: [] });
  };
  rule(null);
  await catalog.refresh(never);
  let changes = 0;
  catalog.onChange(() => (changes += 1));
  const backend = () => {
    const [only] = catalog.snapshot().backends;
    assert.ok(only?.index);
    return { ...only, index: only.index };
  };
  return {
    catalog,
    secrets,
    rule,
    backend,
    pending: () => turns.length,
    changes: () => changes,
    has: (name: string) => backend().index.withName(name).length === 1,
    takeTurn: () => turns.shift()?.(),
  };
}

describe('rules that change over a long list', () => {
  it('are applied a stretch at a time, and hold once each name is seen by them', async () => {
    const { rule, backend, pending, changes, has, takeTurn } = await createListed();
    rule('team_');
    assert.equal(changes(), 1);
    for (const left of [2, 1]) {
      assert.equal(pending(), 1, `${String(left)} turns are left`);
      assert.deepEqual([has('team_7'), has('7')], [true, false]);
      assert.equal(backend().prefixFilter, undefined);
      takeTurn();
    }
    assert.deepEqual([pending(), changes()], [0, 2]);
    assert.deepEqual([has('team_7'), has('7')], [false, true]);
    assert.deepEqual(
      backend().secrets.map(({ name }) => name),
      Array.from({ length: count }, (_, index) => String(index)),
    );
    assert.ok(backend().prefixFilter);
  });

  it('are left where others follow, or those of before', async () => {
    const { rule, backend, pending, has, takeTurn } = await createListed();
    rule('team_');
    rule('team_1');
    assert.equal(pending(), 1);
    while (pending() > 0) takeTurn();
    assert.deepEqual([has('2'), has('23'), backend().secrets.length], [true, true, count]);
    assert.equal(backend().index.withName('23')[0]?.storedName.endsWith('team_123'), true);
    rule('team_');
    rule('team_1');
    assert.equal(pending(), 0);
    assert.ok(has('23'));
  });

  it('are applied to what is learnt of a secret meanwhile', async () => {
    const { catalog, secrets, rule, backend, pending, has, takeTurn } = await createListed();
    rule('team_');
    const gone = secrets.findIndex(({ name }) => name === 'team_8');
    secrets.splice(gone, 1);
    await catalog.learnSubkeys(backend().id, 'team_7', { readValue: true }, never);
    await catalog.learnSubkeys(backend().id, 'team_8', { readValue: true }, never);
    await catalog.ask(questionOf('team_8'), { readValues: false, anew: true }, never);
    assert.deepEqual([has('team_7'), has('team_8')], [true, false]);
    while (pending() > 0) takeTurn();
    const [learnt] = backend().index.withName('7');
    assert.deepEqual(learnt?.subkeys, { state: 'known', names: ['TOKEN'] });
    assert.deepEqual([has('8'), backend().index.size()], [false, count - 1]);
  });

  it('are those of a list that comes meanwhile', async () => {
    const { catalog, rule, pending, has } = await createListed();
    rule('team_');
    await catalog.refresh(never);
    assert.equal(pending(), 0);
    assert.ok(has('7'));
  });

  it('are applied at the end of a list that was begun before', async () => {
    const { catalog, rule, pending, has, takeTurn } = await createListed();
    const listing = catalog.refresh(never);
    rule('team_');
    await listing;
    while (pending() > 0) takeTurn();
    assert.deepEqual([has('7'), has('team_7')], [true, false]);
  });

  it('are left with the catalog', async () => {
    const { catalog, rule, pending, changes, takeTurn } = await createListed();
    rule('team_');
    catalog.close();
    const before = changes();
    while (pending() > 0) takeTurn();
    assert.equal(changes(), before);
  });
});
