import assert from 'node:assert/strict';
import { reasonMessage, stepMessage } from '../../../src/language/messages/index.ts';
import { createCatalog, type Catalog, type Question } from '../../../src/catalog/index.ts';
import type { OpenedStore } from '../../../src/catalog/open.ts';
import type { Backend, FolderConfiguration } from '../../../src/configuration/types.ts';
import { isStillThere } from '../../../src/language/read-value.ts';
import { FailureError } from '../../../src/ports/failure.ts';
import type { Store, StoredSecret } from '../../../src/stores/contract.ts';
import { anyReason, namedVault } from '../../fakes/failure-reasons.ts';
import { createMemoryStore, type MemorySecret } from '../../fakes/memory-store.ts';
import { awsBackend, googleBackend, noFilters } from '../../fakes/cloud-backend.ts';
import { never } from '../../fakes/never.ts';
import { answerTo, questionOf } from '../../fakes/question.ts';
import { quietLog } from '../../fakes/quiet-log.ts';
import { known, vaultBackend } from '../../fakes/vault-backend.ts';

const unreachable = { kind: 'unreachable', message: anyReason, nextSteps: [] } as const;

/** A catalog over stores that count what they are asked. */
function catalogOver(open: (backend: Backend) => OpenedStore, offline = false) {
  const time = { now: Date.UTC(2026, 0, 1) };
  let opened = 0;
  const catalog = createCatalog({
    open: (backend) => {
      opened += 1;
      return Promise.resolve(open(backend));
    },
    locationOf: (backend) => `memory ${backend.id}`,
    clock: { now: () => time.now, after: () => () => undefined },
    log: quietLog,
    offline,
  });
  return { catalog, time, opened: () => opened };
}

function countedStore(secrets: readonly MemorySecret[], changes: Partial<Store> = {}) {
  const memory = createMemoryStore({ secrets });
  const asked: string[] = [];
  const store: Store = {
    ...memory,
    list(options, signal) {
      asked.push('list');
      return memory.list(options, signal);
    },
    lookup(name, signal) {
      asked.push(name);
      return memory.lookup(name, signal);
    },
    ...changes,
  };
  return { store, asked };
}

function configurationOf(...backends: readonly Backend[]): FolderConfiguration {
  return { backends, found: true, partial: false, entries: [], problems: [], files: [] };
}

async function settleInWords(catalog: Catalog, question: Question): Promise<string> {
  const { verdict, reasonCode } = await answerTo(catalog, question);
  return `${verdict} ${reasonCode}`;
}

function listedSecret(name: string): StoredSecret {
  return { name, storedName: name, tags: {}, readable: 'yes', subkeys: { state: 'not-read' } };
}

const api: MemorySecret = { name: 'api', fields: ['TOKEN'], tags: { team: 'shop' } };

describe('a catalog', () => {
  it('asks nothing before somebody asks', () => {
    const { catalog, opened } = catalogOver(() => ({ state: 'open', store: countedStore([api]).store }));
    catalog.configure(configurationOf(vaultBackend()));
    assert.equal(opened(), 0);
    assert.equal(catalog.resolve(questionOf('api')).reasonCode, 'incomplete-list');
  });

  it('settles found, missing and subkeys with one list and one question a name', async () => {
    const { store, asked } = countedStore([api]);
    const { catalog } = catalogOver(() => ({ state: 'open', store }));
    catalog.configure(configurationOf(vaultBackend()));
    assert.equal(await settleInWords(catalog, questionOf('api', { subkey: 'TOKEN' })), 'resolvable found');
    assert.equal(
      await settleInWords(catalog, questionOf('api', { subkey: 'token' })),
      'missing subkey-not-found',
    );
    assert.equal(await settleInWords(catalog, questionOf('other')), 'missing not-in-list');
    assert.equal(await settleInWords(catalog, questionOf('other')), 'missing not-in-list');
    assert.deepEqual(asked, ['list', 'api', 'other']);
  });

  it('shares one list among all who ask at a time, and one caller’s cancellation leaves it running', async () => {
    const { store, asked } = countedStore([api]);
    const { catalog } = catalogOver(() => ({ state: 'open', store }));
    catalog.configure(configurationOf(vaultBackend()));
    const impatient = new AbortController();
    const first = catalog.ask(questionOf('api'), { readValues: false }, impatient.signal);
    const second = settleInWords(catalog, questionOf('api'));
    impatient.abort();
    await assert.rejects(first, { name: 'AbortError' });
    assert.equal(await second, 'resolvable found');
    assert.equal(asked.filter((what) => what === 'list').length, 1);
  });

  it('lists once more before it says missing of a list older than 60 seconds', async () => {
    const { store, asked } = countedStore([api]);
    const { catalog, time } = catalogOver(() => ({ state: 'open', store }));
    catalog.configure(configurationOf(vaultBackend()));
    await catalog.refresh(never);
    time.now += 61_000;
    assert.equal(await settleInWords(catalog, questionOf('other')), 'missing not-in-list');
    assert.deepEqual(asked, ['list', 'other', 'list', 'other']);
  });

  it('says missing of nothing when the list or the question fails, and keeps the last good list', async () => {
    let broken = false;
    const { store } = countedStore([api], {
      lookup: () => Promise.reject(new FailureError(unreachable)),
    });
    const { catalog } = catalogOver(() =>
      broken
        ? { state: 'blocked', failure: { ...unreachable, kind: 'signed-out' } }
        : { state: 'open', store },
    );
    catalog.configure(configurationOf(vaultBackend()));
    assert.equal(await settleInWords(catalog, questionOf('other')), 'unknown backend-failed');
    broken = true;
    await catalog.refresh(never);
    const [vault] = catalog.snapshot().backends;
    assert.equal(vault?.state, 'blocked');
    assert.deepEqual(
      vault.secrets.map((secret) => secret.name),
      ['api'],
    );
    assert.equal(await settleInWords(catalog, questionOf('api')), 'unknown backend-failed');
  });

  it('keeps the pages before a failure as an incomplete list', async () => {
    const { store } = countedStore([], {
      async *list() {
        yield {
          secrets: [
            {
              name: 'api',
              storedName: 'api',
              tags: null,
              readable: 'unknown',
              subkeys: { state: 'not-read' },
            },
          ],
        };
        await Promise.resolve();
        throw new FailureError(unreachable);
      },
    });
    const { catalog } = catalogOver(() => ({ state: 'open', store }));
    catalog.configure(configurationOf(vaultBackend()));
    await catalog.refresh(never);
    assert.equal(catalog.snapshot().backends[0]?.state, 'incomplete');
    assert.equal(await settleInWords(catalog, questionOf('other')), 'unknown incomplete-list');
  });

  it('finds one deleted secret out by asking for it', async () => {
    const { store } = countedStore([{ ...api, deleted: true }]);
    const { catalog } = catalogOver(() => ({ state: 'open', store }));
    catalog.configure(configurationOf(vaultBackend()));
    assert.equal(await settleInWords(catalog, questionOf('api')), 'hidden deleted');
  });

  it('hides by tags, and by exclusion whatever the tags say', async () => {
    const { store } = countedStore([
      api,
      { name: 'old', fields: [], tags: { team: 'shop', state: 'old' } },
      { name: 'bare', fields: [] },
    ]);
    const filters = {
      filterOnTags: { team: known('shop') },
      excludedTags: { state: known('old') },
      filterOnPrefix: null,
    };
    const { catalog } = catalogOver(() => ({ state: 'open', store }));
    catalog.configure(configurationOf(vaultBackend({ filters })));
    assert.equal(await settleInWords(catalog, questionOf('api')), 'resolvable found');
    assert.equal(await settleInWords(catalog, questionOf('old')), 'hidden excluded-tags');
    assert.equal(await settleInWords(catalog, questionOf('bare')), 'hidden filter-on-tags');
    catalog.configure(configurationOf(vaultBackend({ filters, readOnly: null })));
    assert.equal(await settleInWords(catalog, questionOf('old')), 'unknown managed');
  });

  it('asks a cloud under the stored name that follows from the key, and by no other', async () => {
    const filters = { ...noFilters, filterOnPrefix: { prefix: known('prod_'), keepPrefix: known(false) } };
    const { store, asked } = countedStore([{ name: 'prod_API', fields: null, tags: {} }]);
    const { catalog } = catalogOver(() => ({ state: 'open', store }));
    catalog.configure(configurationOf(awsBackend({ filters })));
    assert.equal(await settleInWords(catalog, questionOf('OTHER')), 'missing not-in-list');
    assert.equal(await settleInWords(catalog, questionOf('with space')), 'missing not-in-list');
    assert.equal(await settleInWords(catalog, questionOf('API')), 'hidden no-version');
    assert.deepEqual(asked, ['list', 'prod_OTHER']);
  });

  it('learns of a secret that was found freshly under a tag of another name that it is missing', async () => {
    const { store, asked } = countedStore([{ name: 'x', fields: [], tags: { key: 'API' } }], {
      list: async function* () {
        await Promise.resolve();
        yield { secrets: [] };
      },
    });
    const { catalog } = catalogOver(() => ({ state: 'open', store }));
    catalog.configure(configurationOf(awsBackend()));
    assert.equal(await settleInWords(catalog, questionOf('x')), 'missing not-in-list');
    assert.equal(await settleInWords(catalog, questionOf('API')), 'resolvable found');
    assert.deepEqual(asked, ['x']);
  });

  it('reads a value only for a subkey that is named, and only by the explicit act', async () => {
    const read: string[] = [];
    const { store } = countedStore([api], {
      abilities: { lookup: true, subkeys: 'by-reading-value', listLag: 0 },
      async *list() {
        await Promise.resolve();
        yield { secrets: [listedSecret('api')] };
      },
      lookup: (name) => Promise.resolve({ state: 'found', secret: listedSecret(name) }),
      subkeys(name, { readValue }) {
        if (readValue) read.push(name);
        return Promise.resolve(readValue ? { state: 'known', names: ['TOKEN'] } : { state: 'not-read' });
      },
    });
    const { catalog } = catalogOver(() => ({ state: 'open', store }));
    catalog.configure(configurationOf(awsBackend()));
    assert.equal(
      await settleInWords(catalog, questionOf('api', { subkey: 'TOKEN' })),
      'unknown subkeys-not-read',
    );
    const reading = async (question: Question) => {
      const { verdict, reasonCode } = await answerTo(catalog, question, { readValues: true });
      return `${verdict} ${reasonCode}`;
    };
    assert.equal(await reading(questionOf('api')), 'resolvable found');
    assert.deepEqual(read, []);
    assert.equal(await reading(questionOf('api', { subkey: 'TOKEN' })), 'resolvable found');
    assert.equal(await reading(questionOf('api', { subkey: 'OTHER' })), 'missing subkey-not-found');
    assert.deepEqual(read, ['api']);
    await catalog.refresh(never);
    assert.equal(await settleInWords(catalog, questionOf('api', { subkey: 'TOKEN' })), 'resolvable found');
  });

  it('says why the read of a value failed, and forgets that once one went well', async () => {
    let denied = true;
    const refusal = { kind: 'aws-role-refused', backend: namedVault, role: 'reader' } as const;
    const { store } = countedStore([api], {
      abilities: { lookup: false, subkeys: 'by-reading-value', listLag: 0 },
      async *list() {
        await Promise.resolve();
        yield { secrets: [listedSecret('api')] };
      },
      subkeys: () =>
        denied
          ? Promise.reject(new FailureError({ ...unreachable, kind: 'denied', message: refusal }))
          : Promise.resolve({ state: 'known', names: ['TOKEN'] }),
    });
    const { catalog } = catalogOver(() => ({ state: 'open', store }));
    catalog.configure(configurationOf(awsBackend()));
    const read = await answerTo(catalog, questionOf('api', { subkey: 'TOKEN' }), { readValues: true });
    assert.deepEqual([read.verdict, read.secretVerdict], ['unknown', 'resolvable']);
    assert.match(reasonMessage(read.reason), /Vault: the role was refused/);
    denied = false;
    await catalog.learnSubkeys(awsBackend().id, 'api', { readValue: true }, never);
    assert.equal(catalog.resolve(questionOf('api', { subkey: 'TOKEN' })).verdict, 'resolvable');
    assert.equal(catalog.snapshot().backends[0]?.fresh?.size, 0);
  });

  it('cannot tell of a secret without a current value, until a read shows that there is none', async () => {
    const { store } = countedStore([api], {
      abilities: { lookup: true, subkeys: 'by-reading-value', listLag: 0 },
      async *list() {
        await Promise.resolve();
        yield { secrets: [{ ...listedSecret('api'), readable: 'not-told' }] };
      },
      subkeys: () => Promise.resolve({ state: 'not-readable', readable: 'no-version' }),
    });
    const { catalog } = catalogOver(() => ({ state: 'open', store }));
    catalog.configure(configurationOf(awsBackend()));
    assert.equal(await settleInWords(catalog, questionOf('api', { subkey: 'TOKEN' })), 'unknown no-version');
    const read = await answerTo(catalog, questionOf('api', { subkey: 'TOKEN' }), { readValues: true });
    assert.deepEqual([read.secretVerdict, read.hiddenBy.map(({ rule }) => rule)], ['hidden', ['no-version']]);
    await catalog.refresh(never);
    assert.equal(
      await settleInWords(catalog, questionOf('api')),
      'hidden no-version',
      'the list tells no more than before',
    );
  });

  it('explains which other secrets have the name, the hidden ones with their rules', async () => {
    const tagged = (name: string, tags: Record<string, string>): StoredSecret => ({
      ...listedSecret(name),
      tags: { key: 'API', ...tags },
    });
    const { store } = countedStore([], {
      async *list() {
        await Promise.resolve();
        yield { secrets: [tagged('one', {}), tagged('two', {}), tagged('old', { state: 'old' })] };
      },
    });
    const filters = { ...noFilters, excludedTags: { state: known('old') } };
    const { catalog } = catalogOver(() => ({ state: 'open', store }));
    catalog.configure(configurationOf(awsBackend({ filters })));
    await catalog.ask(questionOf('API'), { readValues: false }, never);
    const names = catalog
      .explain(questionOf('API'))
      .filter(({ rule }) => rule === 'name')
      .map(({ result, reason }) => [result, stepMessage(reason)]);
    assert.equal(names.length, 3);
    const told = (stored: string) => names.find(([, detail]) => detail?.includes(stored)) ?? [];
    assert.equal(told('one')[0], 'pass');
    assert.match(told('two').join(' '), /^unknown another secret has this name.*not certain/);
    assert.match(told('old').join(' '), /^fail another secret has this name.*state is old/);
  });

  it('learns with the subkeys whether a secret can be read at all', async () => {
    const { store } = countedStore([api, { name: 'gone', fields: [], deleted: true }]);
    const { catalog } = catalogOver(() => ({ state: 'open', store }));
    catalog.configure(configurationOf(vaultBackend()));
    await catalog.refresh(never);
    const learn = (name: string) =>
      catalog.learnSubkeys(vaultBackend().id, name, { readValue: false }, never);
    assert.deepEqual(await learn('api'), { state: 'known', names: ['TOKEN'] });
    assert.deepEqual(await learn('gone'), { state: 'not-read' });
    const seen = catalog.snapshot().backends[0]?.secrets.map(({ name, visible }) => [name, visible]);
    assert.deepEqual(seen, [
      ['api', true],
      ['gone', false],
    ]);
  });

  it('says of a name that leads elsewhere what it says of any other that is not there', async () => {
    const { store, asked } = countedStore([api]);
    const { catalog } = catalogOver(() => ({ state: 'open', store }));
    catalog.configure(configurationOf(vaultBackend()));
    for (const name of ['..', '.', '%2e%2e', 'nothing']) {
      assert.equal(await settleInWords(catalog, questionOf(name)), 'missing not-in-list', name);
    }
    assert.deepEqual(asked, ['list', 'nothing'], 'nothing is sent that might lead elsewhere');
    assert.equal(catalog.snapshot().backends[0]?.failure, null);
  });

  it('asks a secret anew after a refresh that was found to have no version, where lists do not tell', async () => {
    let readable: StoredSecret['readable'] = 'no-version';
    const { store } = countedStore([api], {
      abilities: { lookup: true, subkeys: 'by-reading-value', listLag: 0 },
      async *list() {
        await Promise.resolve();
        yield { secrets: [{ ...listedSecret('api'), readable: 'unknown' }] };
      },
      lookup: (name) => Promise.resolve({ state: 'found', secret: { ...listedSecret(name), readable } }),
    });
    const { catalog, time } = catalogOver(() => ({ state: 'open', store }));
    catalog.configure(configurationOf(googleBackend()));
    assert.equal(await settleInWords(catalog, questionOf('api')), 'hidden no-version');
    readable = 'yes';
    assert.equal(await settleInWords(catalog, questionOf('api')), 'hidden no-version', 'the list is fresh');
    time.now += 1000;
    await catalog.refresh(never);
    assert.equal(await settleInWords(catalog, questionOf('api')), 'resolvable found');
  });

  it('cannot tell for ever that a value has no subkeys', async () => {
    const { store } = countedStore([api], {
      abilities: { lookup: false, subkeys: 'by-reading-value', listLag: 0 },
      async *list() {
        await Promise.resolve();
        yield { secrets: [listedSecret('api')] };
      },
      subkeys: () => Promise.resolve({ state: 'none' }),
    });
    const { catalog, time } = catalogOver(() => ({ state: 'open', store }));
    catalog.configure(configurationOf(awsBackend()));
    const read = await answerTo(catalog, questionOf('api', { subkey: 'TOKEN' }), { readValues: true });
    assert.deepEqual([read.verdict, read.reasonCode], ['missing', 'value-not-object']);
    time.now += 301_000;
    await catalog.refresh(never);
    assert.equal(
      await settleInWords(catalog, questionOf('api', { subkey: 'TOKEN' })),
      'unknown subkeys-not-read',
    );
  });

  it('closes a store that it was opening when it was closed', async () => {
    let closed = 0;
    let begin: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const { store } = countedStore([api], {
      async *list(_options, signal) {
        begin();
        await new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(Object.assign(new Error(), { name: 'AbortError' })));
        });
        yield { secrets: [] };
      },
      close: () => (closed += 1),
    });
    const { catalog } = catalogOver(() => ({ state: 'open', store }));
    catalog.configure(configurationOf(awsBackend()));
    const listed = catalog.refresh(never);
    await begun;
    catalog.close();
    await listed;
    assert.equal(closed, 1);
  });

  it('keeps a name missing that no question would settle, for as long as the list is fresh', async () => {
    const { store } = countedStore([api], {
      abilities: { lookup: false, subkeys: 'by-reading-value', listLag: 0 },
    });
    const { catalog, time } = catalogOver(() => ({ state: 'open', store }));
    catalog.configure(configurationOf(vaultBackend()));
    assert.equal(await settleInWords(catalog, questionOf('other')), 'missing not-in-list');
    time.now += 299_000;
    assert.equal(catalog.resolve(questionOf('other')).verdict, 'missing');
    assert.equal(catalog.resolve(questionOf('third')).verdict, 'unknown');
  });

  it('leaves the others alone where one backend of several fails', async () => {
    const { store } = countedStore([api]);
    const { catalog } = catalogOver((backend) =>
      backend.type === 'vault'
        ? { state: 'open', store }
        : { state: 'blocked', failure: { ...unreachable, kind: 'signed-out' } },
    );
    catalog.configure(configurationOf(awsBackend(), vaultBackend()));
    const found = await answerTo(catalog, questionOf('api'));
    assert.equal(`${found.verdict} by ${found.backend ?? ''}`, 'resolvable by vault');
    assert.deepEqual(
      found.answers.map(({ backend, secretVerdict }) => `${backend} ${secretVerdict}`),
      ['aws-secret-manager unknown', 'vault resolvable'],
    );
    assert.equal(await settleInWords(catalog, questionOf('other')), 'unknown backend-failed');
    assert.deepEqual(
      catalog.snapshot().backends.map(({ state }) => state),
      ['blocked', 'complete'],
    );
  });

  it('tells the backend that somebody was asked about from another one at the same place', () => {
    const { catalog } = catalogOver(() => ({ state: 'open', store: countedStore([api]).store }));
    const at = (engine: string, line: number) => {
      const origin = { file: 'application.yml', range: { start: 0, end: 1 }, line, column: 1 };
      const rootEngine = { ...known(engine), origins: [origin] };
      catalog.configure(configurationOf(vaultBackend({ rootEngine, sources: [origin] })));
      return catalog.snapshot().backends[0];
    };
    const asked = at('payments', 1);
    assert.ok(asked);
    at('payments', 2);
    assert.equal(isStillThere(catalog.snapshot(), asked), true);
    assert.equal(at('payroll', 2)?.location, asked.location);
    assert.equal(isStillThere(catalog.snapshot(), asked), false);
    at('payments', 1);
    assert.equal(isStillThere(catalog.snapshot(), asked), false);
  });

  it('keeps the list of a backend whose configuration only moved, and starts anew where it changed', async () => {
    const { store, asked } = countedStore([api]);
    const { catalog } = catalogOver(() => ({ state: 'open', store }));
    const at = (line: number) => [{ file: 'application.yml', range: { start: 0, end: 1 }, line, column: 1 }];
    catalog.configure(configurationOf(vaultBackend({ sources: at(1) })));
    await catalog.refresh(never);
    catalog.configure(configurationOf(vaultBackend({ sources: at(9) })));
    assert.equal(catalog.snapshot().backends[0]?.sources[0]?.line, 9);
    assert.equal(catalog.snapshot().backends[0]?.secrets.length, 1);
    catalog.configure(configurationOf(vaultBackend({ rootEngine: known('other') })));
    assert.equal(catalog.snapshot().backends[0]?.secrets.length, 0);
    assert.deepEqual(asked, ['list']);
  });

  it('is refreshed on the first use after five minutes, and not before', async () => {
    const { store, asked } = countedStore([api]);
    const { catalog, time } = catalogOver(() => ({ state: 'open', store }));
    catalog.configure(configurationOf(vaultBackend()));
    catalog.freshen();
    catalog.freshen();
    await catalog.refresh(never);
    assert.deepEqual(asked, ['list']);
    time.now += 300_000;
    catalog.freshen();
    assert.deepEqual(asked, ['list']);
    time.now += 1;
    catalog.freshen();
    assert.equal(catalog.snapshot().refreshing, true);
    await catalog.refresh(never);
    assert.deepEqual(asked, ['list', 'list']);
  });

  it('sends nothing when it is offline', async () => {
    const { catalog, opened } = catalogOver(() => ({ state: 'unsupported' }), true);
    catalog.configure(configurationOf(vaultBackend()));
    assert.equal(await settleInWords(catalog, questionOf('api')), 'unknown offline');
    assert.equal(opened(), 0);
  });

  it('tells of every change, until nobody listens', async () => {
    const { catalog } = catalogOver(() => ({ state: 'open', store: countedStore([api]).store }));
    let changes = 0;
    const end = catalog.onChange(() => (changes += 1));
    catalog.configure(configurationOf(vaultBackend()));
    await catalog.refresh(never);
    assert.ok(changes >= 3);
    const before = changes;
    end();
    await catalog.refresh(never);
    assert.equal(changes, before);
  });
});
