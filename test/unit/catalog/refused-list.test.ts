import assert from 'node:assert/strict';
import { reasonMessage } from '../../../src/language/messages/index.ts';
import { createCatalog, type Catalog } from '../../../src/catalog/index.ts';
import type { VaultBackend } from '../../../src/configuration/types.ts';
import { FailureError } from '../../../src/ports/failure.ts';
import type { Store } from '../../../src/stores/contract.ts';
import { anyReason, namedVault } from '../../fakes/failure-reasons.ts';
import { createMemoryStore } from '../../fakes/memory-store.ts';
import { never } from '../../fakes/never.ts';
import { questionOf } from '../../fakes/question.ts';
import { quietLog } from '../../fakes/quiet-log.ts';
import { settle, settleInWords } from '../../fakes/vault-catalog.ts';
import { known, vaultBackend } from '../../fakes/vault-backend.ts';

const denied = {
  kind: 'denied',
  message: {
    kind: 'vault-list-refused',
    backend: namedVault,
    endpoint: 'https://vault.example',
    path: 'secret',
  },
  nextSteps: [{ kind: 'sign-in' }],
} as const;
const unreachable = { kind: 'unreachable', message: anyReason, nextSteps: [] } as const;
const secrets = [
  { name: 'api', fields: ['TOKEN'], tags: { team: 'shop' } },
  { name: 'gone', fields: ['TOKEN'], deleted: true },
  { name: 'odd', fields: [], tags: { team: 'other' } },
];

/** A catalog of one Vault whose list is refused from the second one on, or from the first. */
function refusing(changes: Partial<VaultBackend> = {}, refusedFrom = 1) {
  const memory = createMemoryStore({ secrets });
  const asked: string[] = [];
  const time: { now: number; place: string; down: string | null; closed: boolean } = {
    now: Date.UTC(2026, 0, 1),
    place: 'http://one',
    down: null,
    closed: false,
  };
  let lists = 0;
  const store: Store = {
    ...memory,
    async *list(options, signal) {
      if (++lists < refusedFrom) yield* memory.list(options, signal);
      else yield { secrets: [], refused: denied };
    },
    lookup(name, signal) {
      asked.push(name);
      if (time.down === time.place) return Promise.reject(new FailureError(unreachable));
      if (name === 'locked') return Promise.reject(new FailureError({ ...denied, message: anyReason }));
      return memory.lookup(name, signal);
    },
  };
  const catalog = createCatalog({
    open: () =>
      time.closed ? Promise.reject(new FailureError(unreachable)) : Promise.resolve({ state: 'open', store }),
    locationOf: () => time.place,
    clock: { now: () => time.now, after: () => () => undefined },
    log: quietLog,
  });
  catalog.configure({
    backends: [vaultBackend(changes)],
    found: true,
    partial: false,
    entries: [],
    problems: [],
    files: [],
  });
  return { catalog, asked, time };
}

describe('a catalog whose list is refused while single names may be asked for', () => {
  it('finds by asking for the name itself, and says missing of nothing', async () => {
    const { catalog, asked } = refusing();
    assert.equal(await settleInWords(catalog, 'api'), 'resolvable found');
    assert.equal(await settleInWords(catalog, 'api', 'TOKEN'), 'resolvable found');
    assert.equal(await settleInWords(catalog, 'api', 'token'), 'missing subkey-not-found');
    assert.equal(await settleInWords(catalog, 'gone'), 'hidden deleted');
    const absent = await settle(catalog, 'other');
    assert.deepEqual([absent.verdict, absent.reasonCode], ['unknown', 'backend-failed']);
    assert.match(
      reasonMessage(absent.reason),
      /no other, which is not enough without a list: Vault at https:\/\/vault\.example refused the list: /,
    );
    assert.equal(await settleInWords(catalog, 'locked'), 'unknown backend-failed');
    assert.equal(await settleInWords(catalog, 'team/api'), 'unknown backend-failed');
    // Each once, though they were asked about again.
    await Promise.all(['api', 'gone', 'other', 'locked'].map((name) => settleInWords(catalog, name)));
    assert.deepEqual(asked, ['api', 'gone', 'other', 'locked']);
    const [vault] = catalog.snapshot().backends;
    assert.deepEqual([vault?.state, vault?.failure], ['failed', denied]);
  });

  it('filters by the tags that came with the answer', async () => {
    const filters = { filterOnTags: { team: known('shop') }, excludedTags: null, filterOnPrefix: null };
    const { catalog } = refusing({ filters });
    assert.equal(await settleInWords(catalog, 'api'), 'resolvable found');
    assert.equal(await settleInWords(catalog, 'odd'), 'hidden filter-on-tags');
  });

  it('asks for nothing where Kestra keeps an index of its own', async () => {
    const { catalog, asked } = refusing({ readOnly: null });
    assert.equal(await settleInWords(catalog, 'api'), 'unknown backend-failed');
    assert.deepEqual(asked, []);
  });

  it('relies on nothing that was learnt before the list was refused', async () => {
    const { catalog, asked, time } = refusing({}, 2);
    assert.equal(await settleInWords(catalog, 'api'), 'resolvable found');
    time.now += 1000;
    await catalog.refresh(never);
    const { verdict, reason } = catalog.resolve(questionOf('api'));
    assert.equal(verdict, 'unknown');
    assert.match(reasonMessage(reason), /It was in the last list that could be read/);
    assert.equal(await settleInWords(catalog, 'api'), 'resolvable found');
    assert.deepEqual(asked, ['api', 'api']);
  });
});

describe('a catalog whose backend is connected differently', () => {
  const namesOf = (catalog: Catalog) => catalog.snapshot().backends[0]?.secrets.map(({ name }) => name);

  it('shows nothing of the other address, at once', async () => {
    const { catalog, time } = refusing({}, 2);
    await catalog.refresh(never);
    assert.deepEqual(namesOf(catalog), ['api', 'gone', 'odd']);
    time.place = 'http://two';
    const listing = catalog.refresh(never);
    assert.deepEqual(namesOf(catalog), []);
    assert.equal(catalog.snapshot().backends[0]?.location, 'http://two');
    await listing;
    // Refused there: the last good list was another Vault's.
    assert.deepEqual(namesOf(catalog), []);
    assert.equal(catalog.snapshot().backends[0]?.fetchedAt, null);
  });

  it('asks the new address for single names, whatever the other one failed with', async () => {
    const { catalog, asked, time } = refusing();
    time.down = 'http://one';
    for (const name of ['a', 'b', 'c', 'd']) await settleInWords(catalog, name);
    assert.deepEqual(asked, ['a', 'b', 'c'], 'it rests after three');
    time.place = 'http://two';
    await catalog.refresh(never);
    assert.equal(await settleInWords(catalog, 'api'), 'resolvable found');
    assert.deepEqual(asked, ['a', 'b', 'c', 'api']);
  });

  it('asks for single names again once the list is refused anew', async () => {
    const { catalog, asked, time } = refusing();
    time.down = 'http://one';
    for (const name of ['a', 'b', 'c', 'd']) await settleInWords(catalog, name);
    time.down = null;
    await catalog.refresh(never);
    assert.equal(await settleInWords(catalog, 'api'), 'resolvable found');
    assert.deepEqual(asked, ['a', 'b', 'c', 'api']);
  });

  it('asks nothing of the other address while the new one cannot be opened', async () => {
    const { catalog, asked, time } = refusing();
    assert.equal(await settleInWords(catalog, 'api'), 'resolvable found');
    time.place = 'http://two';
    time.closed = true;
    await catalog.refresh(never);
    await catalog.learnSubkeys('vault', 'api', { readValue: true }, never);
    await settleInWords(catalog, 'gone');
    assert.deepEqual(asked, ['api']);
  });

  it('lists once more where a list of the other address is still under way', async () => {
    const { catalog, time } = refusing({}, 3);
    const before = catalog.refresh(never);
    time.place = 'http://two';
    await Promise.all([before, catalog.refresh(never)]);
    assert.deepEqual(namesOf(catalog), ['api', 'gone', 'odd']);
    assert.equal(catalog.snapshot().backends[0]?.state, 'complete');
    assert.equal(catalog.snapshot().refreshing, false);
  });
});
