import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { FailureError, isFailureError, type FailureKind } from '../../src/ports/failure.ts';
import { isCancellation } from '../../src/ports/cancellation.ts';
import type { ListPage, Store, StoredSecret } from '../../src/stores/contract.ts';
import { never } from '../fakes/never.ts';
import { holdings as allHoldings, type Holding } from './holdings.ts';

/** One manager, three times. */
export interface StoresUnderTest {
  /** Holds `holdings`, and is asked by somebody with the least rights that are needed. */
  readonly store: Store;
  /** Is asked by somebody without any right. */
  readonly refused: Store;
  /** Holds nothing. */
  readonly empty: Store;
  /** Is asked by somebody who may ask for single secrets, and not for the list; where rights can be separate. */
  readonly unlisted?: Store;
  /** Is asked by somebody who may list, and not ask for single secrets; where rights can be separate. */
  readonly listOnly?: Store;
  stop(): Promise<void>;
}

/** In what the managers differ. */
export interface StoreFeatures {
  /** Whether the manager can hold it: names and states are different everywhere. */
  holds(holding: Holding): boolean;
  /** Whether subkeys are had only by reading the value, which the suite then asks for. */
  readonly byReadingValue: boolean;
  /** Names that could lead elsewhere, so that they are not asked for. */
  readonly refusedNames: readonly string[];
  /** Whether listing and asking for one secret are two rights, each of which somebody may have alone. */
  readonly separateRights?: boolean;
  /** What an only version that was destroyed makes of a secret, where that is not `deleted`. */
  readonly destroyed?: StoredSecret['readable'];
  /** Whether only the question about one secret tells if Kestra could read it: the list says unknown. */
  readonly readableByLookup?: boolean;
}

const vaultFeatures: StoreFeatures = {
  holds: () => true,
  byReadingValue: false,
  refusedNames: ['..', '.', '', 'a/../plain', '../plain', 'a//b', '/plain', 'plain/'],
  separateRights: true,
};

/** What every store must do. Each answer is kept, and none may hold a value. */
export function describeStore(
  name: string,
  setUp: (context: Mocha.Context) => Promise<StoresUnderTest>,
  features: StoreFeatures = vaultFeatures,
): void {
  const { byReadingValue, refusedNames, readableByLookup = false } = features;
  /** Those of the holdings that Kestra cannot read, and why. */
  const unreadable: ReadonlyMap<string, StoredSecret['readable']> = new Map([
    ['deleted', 'deleted'],
    ['destroyed', features.destroyed ?? 'deleted'],
    ['metadata-only', 'no-version'],
  ]);
  const holdings = allHoldings.filter((holding) => features.holds(holding));
  const options = { readValue: byReadingValue };
  describe(`${name} as a store`, () => {
    const answers: unknown[] = [];
    let stores: StoresUnderTest;
    const keep = <T>(answer: T): T => {
      answers.push(answer);
      return answer;
    };

    before(async function () {
      this.timeout(600_000);
      stores = await setUp(this);
    });
    after(async () => {
      // Absent where the suite was skipped.
      await (stores as StoresUnderTest | undefined)?.stop();
    });

    async function pagesOf(store: Store, withTags: boolean): Promise<ListPage[]> {
      const pages: ListPage[] = [];
      for await (const page of store.list({ withTags }, never)) {
        if (page.refused !== undefined) throw new FailureError(page.refused);
        pages.push(keep(page));
      }
      return pages;
    }
    const found = async (secret: string): Promise<StoredSecret> => {
      const lookup = keep(await stores.store.lookup(secret, never));
      assert.equal(lookup.state, 'found', secret);
      return lookup.secret;
    };
    const sorted = (names: readonly string[]) => [...names].sort();

    for (const withTags of [false, true]) {
      it(`lists every name once, ${withTags ? 'with' : 'without'} tags, and says that it is all`, async () => {
        const pages = await pagesOf(stores.store, withTags);
        const names = pages.flatMap(({ secrets }) => secrets.map((secret) => secret.name));
        assert.deepEqual(sorted(names), sorted(holdings.map((holding) => holding.name)));
        assert.deepEqual(
          pages.filter((page) => page.cutShort !== undefined),
          [],
        );
      });
    }

    it('gives the list in several pages', async () => {
      assert.ok((await pagesOf(stores.store, true)).length > 1);
    });

    it('lists the tags where they are asked for', async () => {
      const secrets = (await pagesOf(stores.store, true)).flatMap((page) => page.secrets);
      for (const holding of holdings.filter(({ fields }) => fields !== null)) {
        const secret = secrets.find(({ name }) => name === holding.name);
        assert.deepEqual(secret?.tags, holding.tags ?? {}, holding.name);
      }
    });

    it('tells with the tags which secrets Kestra cannot read, or that it does not know', async () => {
      const secrets = (await pagesOf(stores.store, true)).flatMap((page) => page.secrets);
      const readable = (name: string) => secrets.find((secret) => secret.name === name)?.readable;
      for (const { name } of holdings) {
        const told = readableByLookup ? 'unknown' : (unreadable.get(name) ?? 'yes');
        assert.equal(readable(name), told, name);
      }
    });

    it('claims nothing about readability that it was not told', async () => {
      for (const { secrets } of await pagesOf(stores.store, false)) {
        for (const secret of secrets) {
          const holding = holdings.find(({ name }) => name === secret.name);
          if (holding?.gone !== undefined) assert.notEqual(secret.readable, 'yes');
        }
      }
    });

    it('lists an empty store as empty', async () => {
      const pages = await pagesOf(stores.empty, true);
      assert.deepEqual(
        pages.flatMap((page) => page.secrets),
        [],
      );
      assert.ok(pages.every((page) => page.cutShort === undefined));
    });

    it('finds every secret by its name', async () => {
      for (const { name } of holdings) assert.equal((await found(name)).name, name);
    });

    it('finds tags and subkeys with the secret', async () => {
      const secret = await found('plain');
      assert.deepEqual(secret.tags, { application: 'kestra', 'cost center': '42', ключ: 'значение' });
      assert.equal(secret.readable, 'yes');
      if (byReadingValue) {
        assert.deepEqual(secret.subkeys, { state: 'not-read' });
      } else {
        assert.equal(secret.subkeys.state, 'known');
        assert.deepEqual(sorted(secret.subkeys.names), ['TOKEN', 'count', 'list', 'nested']);
      }
    });

    it('finds what Kestra cannot read, as such', async () => {
      for (const { name } of holdings.filter((holding) => unreadable.has(holding.name))) {
        assert.equal((await found(name)).readable, unreadable.get(name), name);
      }
    });

    for (const absent of ['nowhere', 'team/nowhere', 'plain/below', 'PLAIN', 'plain ', 'team/deep', 'tea']) {
      it(`says that ${JSON.stringify(absent)} is absent`, async () => {
        assert.deepEqual(keep(await stores.store.lookup(absent, never)), { state: 'absent' });
      });
    }

    if (byReadingValue) {
      it('reads no value that it was not told to read', async () => {
        const subkeys = await stores.store.subkeys('plain', { readValue: false }, never);
        assert.deepEqual(keep(subkeys), { state: 'not-read' });
      });
    }

    it('tells top-level subkeys only', async () => {
      const ask = (name: string) => stores.store.subkeys(name, options, never);
      const plain = keep(await ask('plain'));
      assert.equal(plain.state, 'known');
      assert.deepEqual(sorted(plain.names), ['TOKEN', 'count', 'list', 'nested']);
      const odd = keep(await ask('odd-fields'));
      assert.equal(odd.state, 'known');
      assert.deepEqual(sorted(odd.names), ['', '__proto__x', 'a b']);
      assert.deepEqual(keep(await ask('no-fields')), { state: 'known', names: [] });
      assert.deepEqual(keep(await ask('deleted')), { state: 'not-read' });
      assert.deepEqual(keep(await ask('nowhere')), { state: 'not-read' });
    });

    /** The predicate for a failure of that kind; the error is kept like an answer. */
    const failsAs = (kind: FailureKind) => (error: unknown) => {
      keep(inspect(error, { showHidden: true, depth: 9 }));
      return isFailureError(error) && error.failure.kind === kind;
    };

    it('tells the subkeys of every secret, whatever its name', async () => {
      for (const { name: secret, fields, gone } of holdings) {
        if (fields === null || gone !== undefined || secret.startsWith('many-')) continue;
        const subkeys = keep(await stores.store.subkeys(secret, options, never));
        assert.equal(subkeys.state, 'known', secret);
        assert.deepEqual(sorted(subkeys.names), sorted(Object.keys(fields)), secret);
      }
    });

    if (features.separateRights === true) {
      it('gives single secrets to somebody who may not list, and says that the list is refused', async () => {
        const { unlisted } = stores;
        assert.ok(unlisted);
        for (const withTags of [false, true]) {
          const pages: ListPage[] = [];
          for await (const page of unlisted.list({ withTags }, never)) pages.push(keep(page));
          assert.deepEqual(
            pages.map(({ secrets, refused }) => [secrets, refused?.kind]),
            [[[], 'denied']],
          );
        }
        const lookup = keep(await unlisted.lookup('plain', never));
        assert.equal(lookup.state, 'found');
        assert.equal(lookup.secret.subkeys.state, 'known');
        assert.deepEqual(keep(await unlisted.lookup('nowhere', never)), { state: 'absent' });
      });

      it('lists names to somebody who may not ask for a secret, and claims nothing about them', async () => {
        const { listOnly } = stores;
        assert.ok(listOnly);
        const secrets = (await pagesOf(listOnly, true)).flatMap((page) => page.secrets);
        assert.deepEqual(
          sorted(secrets.map((secret) => secret.name)),
          sorted(holdings.map((holding) => holding.name)),
        );
        for (const { tags, readable, subkeys } of secrets) {
          assert.deepEqual([tags, readable, subkeys], [null, 'unknown', { state: 'not-read' }]);
        }
        await assert.rejects(listOnly.lookup('plain', never), failsAs('denied'));
        await assert.rejects(listOnly.lookup('nowhere', never), failsAs('denied'));
        await assert.rejects(listOnly.subkeys('plain', options, never), failsAs('denied'));
      });
    }

    it('refuses names that could lead elsewhere', async () => {
      for (const name of refusedNames) {
        await assert.rejects(stores.store.lookup(name, never), failsAs('misconfigured'), name);
        await assert.rejects(stores.store.subkeys(name, options, never), failsAs('misconfigured'), name);
      }
    });

    it('fails as denied without the rights', async () => {
      const { refused } = stores;
      await assert.rejects(pagesOf(refused, false), failsAs('denied'));
      await assert.rejects(pagesOf(refused, true), failsAs('denied'));
      await assert.rejects(refused.lookup('plain', never), failsAs('denied'));
      await assert.rejects(refused.subkeys('plain', options, never), failsAs('denied'));
    });

    it('ends with an AbortError, before another question is answered, when it is cancelled', async () => {
      const { store } = stores;
      const asks: ((signal: AbortSignal) => Promise<unknown>)[] = [
        (signal) => store.lookup('plain', signal),
        (signal) => store.subkeys('plain', options, signal),
        async (signal) => {
          for await (const page of store.list({ withTags: true }, signal)) keep(page);
        },
      ];
      for (const ask of asks) {
        const before = new AbortController();
        before.abort();
        await assert.rejects(ask(before.signal), isCancellation);
        const during = new AbortController();
        const ends: string[] = [];
        const cancelled = assert
          .rejects(ask(during.signal), isCancellation)
          .then(() => ends.push('cancelled'));
        const answered = ask(never).then(() => ends.push('answered'));
        during.abort();
        await Promise.all([cancelled, answered]);
        assert.deepEqual(ends, ['cancelled', 'answered']);
      }
    });

    it('ends a list that is cancelled between two pages', async () => {
      const controller = new AbortController();
      let pages = 0;
      await assert.rejects(async () => {
        for await (const page of stores.store.list({ withTags: true }, controller.signal)) {
          keep(page);
          pages++;
          controller.abort();
        }
      }, isCancellation);
      assert.equal(pages, 1);
    });

    it('answers many questions at a time', async function () {
      // Each opens a connection of its own.
      this.timeout(60_000);
      const names = holdings.map(({ name }) => name);
      const lookups = await Promise.all(names.map((secret) => stores.store.lookup(secret, never)));
      const others = lookups.map((lookup) => (lookup.state === 'found' ? lookup.secret.name : null));
      assert.deepEqual(others, names);
    });

    it('never gave a value away', () => {
      assert.ok(answers.length > 50);
      for (const answer of answers) {
        assert.ok(!`${JSON.stringify(answer)} ${inspect(answer, { depth: 9 })}`.includes('VALUE-MARKER-'));
      }
    });
  });
}
