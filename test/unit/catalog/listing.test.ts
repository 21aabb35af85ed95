import assert from 'node:assert/strict';
import { createCatalog } from '../../../src/catalog/index.ts';
import type { Store, StoredSecret } from '../../../src/stores/contract.ts';
import { awsBackend } from '../../fakes/cloud-backend.ts';
import { never } from '../../fakes/never.ts';
import { answerTo, questionOf } from '../../fakes/question.ts';

const id = awsBackend().id;

function page(...names: readonly string[]): StoredSecret[] {
  return names.map((name) => ({
    name,
    storedName: name,
    tags: {},
    readable: 'yes',
    subkeys: { state: 'not-read' },
  }));
}

/** A catalog over one store whose pages come when the test says so, and a clock that the test moves. */
function slowCatalog() {
  const timers = new Set<() => void>();
  const time = { now: Date.UTC(2026, 0, 1) };
  const place = { now: 'https://there.example' };
  let lists = 0;
  let next: ((page: StoredSecret[] | null) => void) | null = null;
  const store: Store = {
    abilities: { lookup: true, subkeys: 'by-reading-value', listLag: 0 },
    needsLogin: () => false,
    async *list(_options, signal) {
      lists += 1;
      for (;;) {
        const secrets = await new Promise<StoredSecret[] | null>((resolve, reject) => {
          next = resolve;
          const stop = () => reject(Object.assign(new Error('cancelled'), { name: 'AbortError' }));
          signal.addEventListener('abort', stop, { once: true });
          if (signal.aborted) stop();
        });
        if (secrets === null) return;
        yield { secrets };
      }
    },
    lookup: () => Promise.resolve({ state: 'absent' }),
    subkeys: () => Promise.resolve({ state: 'not-read' }),
    close: () => undefined,
  };
  const catalog = createCatalog({
    open: () => Promise.resolve({ state: 'open', store }),
    locationOf: () => place.now,
    clock: {
      now: () => time.now,
      after(_delay, action) {
        timers.add(action);
        return () => timers.delete(action);
      },
    },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  });
  catalog.configure({
    backends: [awsBackend()],
    found: true,
    partial: false,
    entries: [],
    problems: [],
    files: [],
  });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return {
    catalog,
    timers,
    time,
    place,
    lists: () => lists,
    backend: () => catalog.snapshot().backends[0],
    give: async (secrets: StoredSecret[] | null) => {
      await settle();
      next?.(secrets);
      await settle();
    },
    second: async () => {
      await settle();
      const due = [...timers];
      timers.clear();
      for (const each of due) each();
    },
    names: () => catalog.snapshot().backends[0]?.secrets.map(({ name }) => name),
  };
}

describe('a list that takes long', () => {
  it('tells how many names came so far, once in a while and not for each page', async () => {
    const { catalog, backend, give, second, timers } = slowCatalog();
    const listed = catalog.refresh(never);
    let changes = 0;
    catalog.onChange(() => (changes += 1));
    await give(page('a', 'b'));
    assert.equal(backend()?.listing, undefined, 'it may be over soon');
    await second();
    assert.equal(backend()?.listing, 2);
    await give(page('c'));
    await give(page('d'));
    assert.deepEqual([backend()?.listing, changes], [2, 1]);
    await second();
    await second();
    assert.deepEqual([backend()?.listing, changes], [4, 2], 'nothing new is not told again');
    await give(null);
    await listed;
    assert.deepEqual([backend()?.state, backend()?.listing], ['complete', undefined]);
    assert.equal(timers.size, 0);
  });

  it('makes one index of all its pages, and looks at each secret as they come', async () => {
    const { catalog, backend, give } = slowCatalog();
    let looks = 0;
    const counted = (name: string): StoredSecret =>
      Object.defineProperty({ ...page(name)[0] } as StoredSecret, 'name', {
        get: () => {
          looks += 1;
          return name;
        },
      });
    const indexes = new Set<unknown>([backend()?.index]);
    catalog.onChange(() => indexes.add(backend()?.index));
    const listed = catalog.refresh(never);
    for (let first = 0; first < 1000; first += 125) {
      await give(Array.from({ length: 125 }, (_, index) => counted(`name-${String(first + index)}`)));
      indexes.add(backend()?.index);
    }
    const whileItCame = looks;
    await give(null);
    await listed;
    assert.equal(backend()?.index?.size(), 1000);
    assert.equal(indexes.size, 2, 'that of no list, and that of this one');
    assert.ok(whileItCame >= 1000 && whileItCame < 20_000, `${String(whileItCame)} looks`);
    assert.ok(looks - whileItCame <= 2000, `${String(looks - whileItCame)} looks at its end`);
  });

  it('keeps what came where it is stopped, and nothing is missing', async () => {
    const { catalog, backend, give, names } = slowCatalog();
    const listed = catalog.refresh(never);
    await give(page('a'));
    catalog.stopListing(id);
    await listed;
    assert.deepEqual([backend()?.state, backend()?.failure, names()], ['incomplete', null, ['a']]);
    assert.deepEqual(backend()?.incompleteBecause, { kind: 'stopped' });
    assert.equal(catalog.snapshot().refreshing, false);
    const settled = await answerTo(catalog, questionOf('b'));
    assert.deepEqual([settled.verdict, settled.reasonCode], ['unknown', 'incomplete-list']);
    assert.equal(catalog.resolve(questionOf('a')).verdict, 'resolvable');
  });

  it('keeps the last one where nothing came before it was stopped', async () => {
    const { catalog, backend, give, names } = slowCatalog();
    const first = catalog.refresh(never);
    await give(page('a', 'b'));
    await give(null);
    await first;
    const again = catalog.refresh(never);
    await give([]);
    catalog.stopListing(id);
    await again;
    assert.deepEqual([backend()?.state, names()], ['incomplete', ['a', 'b']]);
  });

  it('begins anew by a refresh alone once it was stopped', async () => {
    const { catalog, backend, time, lists, give } = slowCatalog();
    const listed = catalog.refresh(never);
    await give(page('a'));
    catalog.stopListing(id);
    // Asked for before the one that was stopped is gone.
    const again = catalog.refresh(never);
    await listed;
    await give(page('a', 'b'));
    catalog.stopListing(id);
    await again;
    time.now += 600_000;
    catalog.freshen();
    await catalog.ask(questionOf('z'), { readValues: false }, never);
    assert.deepEqual([lists(), backend()?.stopped], [2, true]);
    const last = catalog.refresh(never);
    await give(page('a', 'b', 'c'));
    await give(null);
    await last;
    assert.deepEqual([lists(), backend()?.state, backend()?.stopped], [3, 'complete', undefined]);
  });

  it('ends with its backend, also where another place is to be listed after it', async () => {
    const { catalog, place, give, lists } = slowCatalog();
    const here = catalog.refresh(never);
    await give(page('a'));
    place.now = 'https://elsewhere.example';
    const there = catalog.refresh(never);
    catalog.close();
    await Promise.all([here, there]);
    assert.equal(lists(), 1, 'the other place is not asked any more');
  });
});
