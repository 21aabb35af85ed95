import assert from 'node:assert/strict';
import { createCatalog, type Catalog } from '../../../src/catalog/index.ts';
import type { OpenedStore } from '../../../src/catalog/open.ts';
import type { Backend, FolderConfiguration } from '../../../src/configuration/types.ts';
import { FailureError } from '../../../src/ports/failure.ts';
import type { Store } from '../../../src/stores/contract.ts';
import { noFilters } from '../../fakes/cloud-backend.ts';
import { anyReason } from '../../fakes/failure-reasons.ts';
import { createMemoryStore, type MemorySecret } from '../../fakes/memory-store.ts';
import { never } from '../../fakes/never.ts';
import { answerTo, questionOf } from '../../fakes/question.ts';
import { quietLog } from '../../fakes/quiet-log.ts';
import { known, vaultBackend } from '../../fakes/vault-backend.ts';

const unreachable = { kind: 'unreachable', message: anyReason, nextSteps: [] } as const;
const notTrusted = { kind: 'not-trusted', message: anyReason, nextSteps: [] } as const;

function configurationOf(...backends: readonly Backend[]): FolderConfiguration {
  return { backends, found: true, partial: false, entries: [], problems: [], files: [] };
}

/** A catalog over one backend, which counts what it is asked: `login` as a store does that has to log in first. */
function counting(secrets: MemorySecret[], { login = false } = {}) {
  const time = { now: Date.UTC(2026, 0, 1) };
  const asked: string[] = [];
  const world: {
    blocked: OpenedStore | null;
    loginHolds: boolean;
    broken: boolean;
    gate: Promise<undefined>;
  } = {
    blocked: null,
    loginHolds: true,
    broken: false,
    gate: Promise.resolve(undefined),
  };
  function open(): Store {
    const memory = createMemoryStore({ secrets });
    let loggedIn = false;
    const ask = (what: string) => {
      if (login && (!loggedIn || !world.loginHolds)) asked.push('login');
      loggedIn = true;
      asked.push(what);
    };
    return {
      ...memory,
      needsLogin: () => login && (!loggedIn || !world.loginHolds),
      async *list(options, signal) {
        ask(options.withTags ? 'list with tags' : 'list');
        if (world.broken) throw new FailureError(unreachable);
        await world.gate;
        yield* memory.list(options, signal);
      },
      lookup(name, signal) {
        ask(name);
        return world.broken ? Promise.reject(new FailureError(unreachable)) : memory.lookup(name, signal);
      },
    };
  }
  const catalog = createCatalog({
    open: () => Promise.resolve(world.blocked ?? { state: 'open', store: open() }),
    locationOf: (backend) => `memory ${backend.id}`,
    clock: { now: () => time.now, after: () => () => undefined },
    log: quietLog,
  });
  catalog.configure(configurationOf(vaultBackend()));
  return { catalog, time, asked, world };
}

async function verdictOf(catalog: Catalog, name: string, anew = false): Promise<string> {
  const { verdict } = await answerTo(catalog, questionOf(name), { readValues: false, anew });
  return verdict;
}

const api: MemorySecret = { name: 'api', fields: ['TOKEN'], tags: { team: 'shop' } };
const mail: MemorySecret = { name: 'mail', fields: [], tags: { team: 'post' } };

describe('what is asked again', () => {
  it('is a list that is older than a minute, and no younger one', async () => {
    const { catalog, time, asked } = counting([api]);
    await catalog.renew(never);
    assert.deepEqual(asked, [], 'nobody asked for it yet');
    await catalog.refresh(never);
    time.now += 59_000;
    await catalog.renew(never);
    assert.deepEqual(asked, ['list']);
    time.now += 1_000;
    await Promise.all([catalog.renew(never), catalog.renew(never)]);
    await catalog.renew(never);
    assert.deepEqual(asked, ['list', 'list']);
  });

  it('costs no login: the one that holds is used, and without one nothing is asked', async () => {
    const { catalog, time, asked, world } = counting([api], { login: true });
    await catalog.refresh(never);
    time.now += 61_000;
    await catalog.renew(never);
    assert.deepEqual(asked, ['login', 'list', 'list']);
    world.loginHolds = false;
    time.now += 61_000;
    const before = catalog.snapshot().backends[0]?.fetchedAt;
    await catalog.renew(never);
    assert.deepEqual(asked, ['login', 'list', 'list']);
    assert.equal(catalog.snapshot().backends[0]?.fetchedAt, before);
    // The next who asks for it pays for it.
    time.now += 5 * 60_000;
    catalog.freshen();
    await catalog.refresh(never);
    assert.deepEqual(asked.slice(3), ['login', 'list']);
  });

  it('is no list that the user stopped, and none where it is blocked', async () => {
    const { catalog, time, asked, world } = counting([api]);
    await catalog.refresh(never);
    world.blocked = { state: 'blocked', failure: notTrusted };
    time.now += 61_000;
    await catalog.renew(never);
    assert.equal(catalog.snapshot().backends[0]?.state, 'blocked');
    assert.equal(await verdictOf(catalog, 'api'), 'unknown');
    assert.equal(await verdictOf(catalog, 'other', true), 'unknown');
    assert.deepEqual(asked, ['list']);
  });

  it('shows that it is being listed as soon as it may be asked', async () => {
    const { catalog, world } = counting([api]);
    world.blocked = { state: 'blocked', failure: notTrusted };
    await catalog.refresh(never);
    assert.equal(catalog.snapshot().backends[0]?.failure?.kind, 'not-trusted');
    world.blocked = null;
    const states: (string | undefined)[] = [];
    catalog.onChange(() => states.push(catalog.snapshot().backends[0]?.failure?.kind));
    await catalog.refresh(never);
    assert.equal(states.at(-1), undefined);
    assert.ok(states.indexOf(undefined) < states.length - 2, 'before the list was in');
  });

  it('is a single name, where it was absent and may be there by now', async () => {
    const secrets = [api];
    const { catalog, time, asked } = counting(secrets);
    assert.equal(await verdictOf(catalog, 'mail'), 'missing');
    secrets.push(mail);
    time.now += 1_000;
    assert.equal(await verdictOf(catalog, 'mail'), 'missing');
    assert.equal(await verdictOf(catalog, 'mail', true), 'resolvable');
    assert.deepEqual(asked, ['list', 'mail', 'mail']);
  });

  it('is a single name before an old list, which it spares', async () => {
    const secrets = [api];
    const { catalog, time, asked } = counting(secrets);
    await catalog.refresh(never);
    secrets.push(mail);
    time.now += 61_000;
    assert.equal(await verdictOf(catalog, 'mail'), 'resolvable');
    assert.deepEqual(asked, ['list', 'mail']);
  });

  it('is for a saved flow no list that costs a login', async () => {
    const { catalog, time, asked, world } = counting([api], { login: true });
    await catalog.refresh(never);
    world.loginHolds = false;
    time.now += 61_000;
    assert.equal(await verdictOf(catalog, 'mail', true), 'unknown');
    assert.ok(!asked.slice(2).includes('list'));
  });

  it('is not the list of one that fails for each name that is not there', async () => {
    const { catalog, time, asked, world } = counting([api]);
    await catalog.refresh(never);
    world.broken = true;
    time.now += 61_000;
    for (const name of ['a', 'b', 'c', 'd']) await verdictOf(catalog, name);
    assert.equal(asked.filter((what) => what === 'list').length, 2);
  });
});

describe('a list that failed', () => {
  const listsIn = (asked: readonly string[]) => asked.filter((what) => what === 'list').length;

  it('is tried once a minute at the most, whatever the editor is asked in between', async () => {
    const { catalog, time, asked, world } = counting([api]);
    await catalog.refresh(never);
    world.broken = true;
    time.now += 300_001;
    catalog.freshen();
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(catalog.snapshot().backends[0]?.state, 'failed');
    const failed = listsIn(asked);
    const askEverything = async () => {
      catalog.freshen();
      await catalog.renew(never);
      await verdictOf(catalog, 'mail');
      await verdictOf(catalog, 'mail', true);
    };
    for (const passed of [1000, 30_000, 28_999]) {
      time.now += passed;
      await askEverything();
      assert.equal(listsIn(asked), failed, `after ${String(passed)} ms more`);
    }
    time.now += 1;
    await askEverything();
    assert.equal(listsIn(asked), failed + 1);
    await askEverything();
    assert.equal(listsIn(asked), failed + 1, 'the next minute begins with it');
  });
});

describe('rules that change', () => {
  const shop = { ...noFilters, filterOnTags: { team: known('shop') } };
  const seen = (catalog: Catalog) =>
    catalog
      .snapshot()
      .backends[0]?.secrets.map(({ name, visible }) => `${name} ${String(visible)}`)
      .sort();

  it('are applied to the list that is held', async () => {
    const { catalog, asked } = counting([api, mail]);
    catalog.configure(configurationOf(vaultBackend({ filters: shop })));
    await catalog.refresh(never);
    assert.deepEqual(seen(catalog), ['api true', 'mail false']);
    const post = { ...noFilters, filterOnTags: { team: known('post') } };
    catalog.configure(configurationOf(vaultBackend({ filters: post, unsavedIn: ['application.yml'] })));
    assert.deepEqual(seen(catalog), ['api false', 'mail true']);
    const [backend] = catalog.snapshot().backends;
    assert.deepEqual([backend?.state, backend?.unsavedIn], ['complete', ['application.yml']]);
    catalog.configure(configurationOf(vaultBackend({ readOnly: null })));
    assert.equal(catalog.snapshot().backends[0]?.readOnly, false);
    catalog.freshen();
    assert.deepEqual(asked, ['list with tags']);
  });

  it('hold for a list that is under way, with what is learnt of a secret meanwhile', async () => {
    const { catalog, time, world } = counting([api, mail]);
    await catalog.refresh(never);
    time.now += 1000;
    const life = new AbortController();
    world.gate = new Promise((resolve) => life.signal.addEventListener('abort', () => resolve(undefined)));
    const listing = catalog.refresh(never);
    const filterOnPrefix = { prefix: known('a'), keepPrefix: known(true) };
    catalog.configure(configurationOf(vaultBackend({ filters: { ...noFilters, filterOnPrefix } })));
    await catalog.learnSubkeys('vault', 'api', { readValue: false }, never);
    const whileListed = seen(catalog);
    life.abort();
    await listing;
    assert.deepEqual([whileListed, seen(catalog)], Array(2).fill(['api true', 'mail false']));
    const [found] = catalog.snapshot().backends[0]?.index?.withName('api') ?? [];
    assert.deepEqual(found?.subkeys, { state: 'known', names: ['TOKEN'] });
  });

  it('have the tags fetched that they need, once they are saved', async () => {
    const { catalog, asked } = counting([api, mail]);
    await catalog.refresh(never);
    catalog.configure(configurationOf(vaultBackend({ filters: shop, unsavedIn: ['application.yml'] })));
    catalog.freshen();
    assert.deepEqual(seen(catalog), ['api null', 'mail null']);
    assert.deepEqual(asked, ['list']);
    catalog.configure(configurationOf(vaultBackend({ filters: shop })));
    catalog.freshen();
    await new Promise((resolve) => {
      catalog.onChange(() => {
        if (!catalog.snapshot().refreshing) resolve(undefined);
      });
    });
    assert.deepEqual(asked, ['list', 'list with tags']);
    assert.deepEqual(seen(catalog), ['api true', 'mail false']);
  });

  it('keep the list and the login while a file that holds them has a mistake, and once it is mended', async () => {
    const { catalog, time, asked } = counting([api], { login: true });
    await catalog.refresh(never);
    const before = [...asked];
    for (const brokenFiles of [['application.yml'], undefined]) {
      catalog.configure(
        configurationOf(vaultBackend(brokenFiles === undefined ? {} : { brokenFiles, partial: true })),
      );
      catalog.freshen();
      assert.deepEqual(
        catalog.snapshot().backends[0]?.secrets.map(({ name }) => name),
        ['api'],
      );
    }
    assert.deepEqual(asked, before);
    time.now += 61_000;
    await verdictOf(catalog, 'absent');
    assert.equal(asked.filter((what) => what === 'login').length, 1);
  });

  it('have a backend that nothing could be sent to tried again when its files are broken or mended', async () => {
    const { catalog, asked, world } = counting([api]);
    world.blocked = { state: 'blocked', failure: notTrusted };
    catalog.configure(configurationOf(vaultBackend({ brokenFiles: ['application.yml'] })));
    await catalog.refresh(never);
    world.blocked = null;
    catalog.configure(configurationOf(vaultBackend({ brokenFiles: ['application.yml'] })));
    catalog.freshen();
    assert.deepEqual(asked, []);
    catalog.configure(configurationOf(vaultBackend()));
    catalog.freshen();
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(asked, ['list']);
  });

  it('of another place begin with nothing', async () => {
    const { catalog } = counting([api]);
    await catalog.refresh(never);
    catalog.configure(configurationOf(vaultBackend({ address: known('http://elsewhere:8200') })));
    assert.deepEqual(seen(catalog), []);
  });
});
