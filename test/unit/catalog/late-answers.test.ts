import assert from 'node:assert/strict';
import { createCatalog } from '../../../src/catalog/index.ts';
import type { Backend } from '../../../src/configuration/types.ts';
import type { LookupAnswer, Store, StoredSecret, SubkeysRead } from '../../../src/stores/contract.ts';
import { awsBackend } from '../../fakes/cloud-backend.ts';
import { never } from '../../fakes/never.ts';
import { questionOf } from '../../fakes/question.ts';
import { quietLog } from '../../fakes/quiet-log.ts';
import { vaultBackend } from '../../fakes/vault-backend.ts';

function secretOf(name: string): StoredSecret {
  return { name, storedName: name, tags: {}, readable: 'yes', subkeys: { state: 'not-read' } };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A catalog over stores whose single answers come when the test says so. */
function slowAnswers(backend: Backend = vaultBackend(), isOneRun = false) {
  const time = { now: Date.UTC(2026, 0, 1) };
  const place = { now: 'https://here.example' };
  const there: string[] = [];
  const lookups: ((answer: LookupAnswer) => void)[] = [];
  const reads: ((answer: SubkeysRead) => void)[] = [];
  const stores = { opened: 0, closed: 0 };
  const world: { opening: Promise<void>; listing: Promise<void> } = {
    opening: Promise.resolve(),
    listing: Promise.resolve(),
  };
  function open(): Store {
    stores.opened += 1;
    let isOpen = true;
    return {
      abilities: {
        lookup: true,
        subkeys: backend.type === 'vault' ? 'without-value' : 'by-reading-value',
        listLag: 0,
      },
      needsLogin: () => false,
      async *list() {
        await world.listing;
        yield { secrets: there.map(secretOf) };
      },
      lookup: () => new Promise((resolve) => lookups.push(resolve)),
      subkeys: () => new Promise((resolve) => reads.push(resolve)),
      close() {
        if (isOpen) stores.closed += 1;
        isOpen = false;
      },
    };
  }
  const catalog = createCatalog({
    open: async () => {
      await world.opening;
      return { state: 'open', store: open() };
    },
    locationOf: () => place.now,
    clock: { now: () => time.now, after: () => () => undefined },
    log: quietLog,
    isOneRun,
  });
  catalog.configure({
    backends: [backend],
    found: true,
    partial: false,
    entries: [],
    problems: [],
    files: [],
  });
  const ask = async (name: string) => {
    await catalog.ask(questionOf(name), { readValues: false }, never);
    return catalog.resolve(questionOf(name));
  };
  return { catalog, time, place, there, lookups, reads, stores, world, ask };
}

describe('a single answer that comes late', () => {
  it('makes nothing missing that a list has brought meanwhile: it is asked for once more', async () => {
    const { catalog, time, there, lookups, ask } = slowAnswers();
    await catalog.refresh(never);
    const asked = ask('api');
    await turn();
    assert.equal(lookups.length, 1);
    there.push('api');
    time.now += 1000;
    await catalog.refresh(never);
    lookups[0]?.({ state: 'absent' });
    await turn();
    assert.equal(catalog.resolve(questionOf('api')).verdict, 'resolvable');
    assert.equal(lookups.length, 2, 'what is held now is asked for');
    lookups[1]?.({ state: 'found', secret: secretOf('api') });
    await turn();
    lookups[2]?.({ state: 'found', secret: secretOf('api') });
    assert.equal((await asked).verdict, 'resolvable');
  });

  it('says nothing of another place', async () => {
    const { catalog, place, there, lookups, ask } = slowAnswers();
    await catalog.refresh(never);
    const asked = ask('api');
    await turn();
    place.now = 'https://elsewhere.example';
    there.push('api');
    await catalog.refresh(never);
    lookups[0]?.({ state: 'absent' });
    await turn();
    const [backend] = catalog.snapshot().backends;
    assert.deepEqual(
      [backend?.secrets.map(({ name }) => name), backend?.fresh?.size],
      [['api'], 0],
      'neither in its list nor beside it',
    );
    for (const answer of lookups.slice(1)) answer({ state: 'found', secret: secretOf('api') });
    await turn();
    for (const answer of lookups.slice(1)) answer({ state: 'found', secret: secretOf('api') });
    assert.equal((await asked).verdict, 'resolvable');
  });

  it('with the fields of a value is of the place where it was read', async () => {
    const backend = awsBackend();
    const { catalog, place, there, reads } = slowAnswers(backend);
    there.push('api');
    await catalog.refresh(never);
    const learnt = catalog.learnSubkeys(backend.id, 'api', { readValue: true }, never);
    await turn();
    place.now = 'https://elsewhere.example';
    await catalog.refresh(never);
    reads[0]?.({ state: 'known', names: ['TOKEN'] });
    await learnt;
    assert.equal(catalog.snapshot().backends[0]?.secrets[0]?.subkeys.state, 'not-read');
  });
});

describe('a store that was opened for a renewal', () => {
  it('is closed where the backend closes while it is opened, or while it lists', async () => {
    for (const wait of ['opening', 'listing'] as const) {
      const { catalog, time, stores, world } = slowAnswers();
      await catalog.refresh(never);
      time.now += 61_000;
      let goOn: () => void = () => undefined;
      world[wait] = new Promise((resolve) => (goOn = resolve));
      const renewed = catalog.renew(never);
      await turn();
      catalog.close();
      goOn();
      await renewed;
      assert.deepEqual(stores, { opened: 2, closed: 2 }, wait);
    }
  });

  it('is closed, and lists nothing, where the backend is another place by then', async () => {
    const { catalog, time, place, stores, world } = slowAnswers();
    await catalog.refresh(never);
    const before = catalog.snapshot().backends[0]?.fetchedAt;
    time.now += 61_000;
    let goOn: () => void = () => undefined;
    world.opening = new Promise((resolve) => (goOn = resolve));
    const renewed = catalog.renew(never);
    await turn();
    place.now = 'https://elsewhere.example';
    goOn();
    await renewed;
    assert.deepEqual(stores, { opened: 2, closed: 1 });
    place.now = 'https://here.example';
    assert.equal(catalog.snapshot().backends[0]?.fetchedAt, before);
  });
});

describe('an answer of one run', () => {
  for (const isOneRun of [true, false]) {
    it(`is ${isOneRun ? 'judged at its own time' : 'too old after five minutes, where there is no end of a run'}`, async () => {
      const { time, lookups, catalog, ask } = slowAnswers(vaultBackend(), isOneRun);
      await catalog.refresh(never);
      const asked = ask('other');
      await turn();
      lookups[0]?.({ state: 'absent' });
      assert.equal((await asked).verdict, 'missing');
      // Another backend takes its time.
      time.now += 400_000;
      assert.equal(catalog.resolve(questionOf('other')).verdict, isOneRun ? 'missing' : 'unknown');
    });
  }
});
