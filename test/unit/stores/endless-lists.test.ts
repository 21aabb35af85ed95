import assert from 'node:assert/strict';
import type { Clock } from '../../../src/ports/clock.ts';
import type { ListPage } from '../../../src/stores/contract.ts';
import { followPages, listBounds, type ListBounds } from '../../../src/stores/paging.ts';
import { bounds as walkBounds } from '../../../src/stores/vault/walk.ts';
import { cutWords } from '../../fakes/cut-words.ts';
import { never } from '../../fakes/never.ts';
import { managers, type Asked, type Manager, type RunningManager } from '../../servers/managers.ts';

/** What leads to the next page, by the page that it stands on; null: the first. */
type Leads = (page: string | null) => unknown;

const after = (page: string | null) => String(Number(page ?? '0') + 1);

/** Lists that lead nowhere, or never end; how often they may be asked for, and the words for it. */
const faults: readonly {
  readonly what: string;
  readonly next: Leads;
  readonly names?: (page: string | null) => readonly string[];
  readonly bounds?: Partial<ListBounds>;
  readonly asked: number;
  readonly words: RegExp;
  readonly byFault: boolean;
}[] = [
  { what: 'the same page', next: () => '1', asked: 2, words: /leads back/, byFault: true },
  {
    what: 'a circle of three',
    next: (page) => String((Number(page ?? '0') % 3) + 1),
    asked: 4,
    words: /leads back/,
    byFault: true,
  },
  ...[42, true, {}, ['1'], 0].map((next) => ({
    what: `a next page that is ${JSON.stringify(next)}`,
    next: () => next,
    asked: 1,
    words: /next page that cannot be read/,
    byFault: true,
  })),
  {
    what: 'ever new pages without names',
    next: after,
    names: () => [],
    asked: listBounds.emptyPages,
    words: /without names/,
    byFault: true,
  },
  {
    what: 'ever new pages',
    next: after,
    bounds: { pages: 30 },
    asked: 30,
    words: /only the first 30 names/,
    byFault: false,
  },
  {
    what: 'ever more names',
    next: after,
    bounds: { items: 20 },
    asked: 20,
    words: /only the first 20 names/,
    byFault: false,
  },
  {
    what: 'ever more text',
    next: after,
    names: (page) => [`${page ?? '0'}${'x'.repeat(90)}`],
    bounds: { size: 1000 },
    asked: 9,
    words: /only the first \d names/,
    byFault: false,
  },
  {
    what: 'pages that take their time',
    next: after,
    bounds: { time: 0 },
    asked: 1,
    words: /after 0 seconds only 1 names/,
    byFault: true,
  },
];

for (const manager of managers.filter(({ id }) => id !== 'vault')) {
  describe(`${manager.id}: a list that leads to`, () => {
    const running: RunningManager[] = [];
    afterEach(async () => {
      for (const each of running.splice(0)) await each.stop();
    });

    for (const { what, next, names = nameOf, bounds = {}, asked, words, byFault } of faults) {
      it(`${what} ends, and says that it is not all`, async () => {
        const started = await manager.start(
          ({ page }) => ({ body: JSON.stringify(pageOf(manager, names(page), next(page))) }),
          bounds,
        );
        running.push(started);
        const pages = await pagesOf(started);
        // How much text an item takes differs.
        const least = bounds.size === undefined ? asked : 2;
        const times = started.asked.length;
        assert.ok(times >= least && times <= asked, String(times));
        const last = pages.at(-1);
        assert.match(cutWords(last?.cutShort), words);
        assert.equal(last?.byFault ?? false, byFault);
        const listed = pages.flatMap(({ secrets }) => secrets.map(({ name }) => name));
        assert.deepEqual(
          listed,
          started.asked.flatMap(({ page }) => names(page)),
          'what came counts',
        );
      });
    }

    it('a last page in the end is whole', async () => {
      for (const end of [undefined, null, '']) {
        const started = await manager.start(({ page }) => ({
          body: JSON.stringify(pageOf(manager, nameOf(page), page === '40' ? end : after(page))),
        }));
        running.push(started);
        const pages = await pagesOf(started);
        assert.equal(pages.length, 41);
        assert.ok(pages.every(({ cutShort }) => cutShort === undefined));
      }
    });
  });
}

describe('vault: folders', () => {
  const [vault] = managers;
  let started: RunningManager | undefined;
  afterEach(() => started?.stop());

  async function listing(keysIn: (asked: Asked) => readonly string[]): Promise<readonly ListPage[]> {
    assert.ok(vault);
    started = await vault.start((asked) => ({ body: JSON.stringify(vault.page(keysIn(asked))) }));
    return pagesOf(started);
  }
  const folders = () => started?.asked.length ?? 0;

  it('within each other without an end are followed so far, and told to be more', async () => {
    const pages = await listing(() => ['name', 'deeper/']);
    assert.equal(folders(), walkBounds.depth + 1);
    assert.match(cutWords(pages.at(-1)?.cutShort), /deep/);
  });

  it('that multiply are followed so far, and told to be more', async () => {
    const pages = await listing(() => ['a', 'b', 'c'].flatMap((name) => [name, `${name}/`]));
    assert.equal(folders(), walkBounds.folders);
    assert.match(cutWords(pages.at(-1)?.cutShort), /only the first/);
  });

  it('with too many names are the last', async () => {
    const many = Array.from({ length: walkBounds.secrets }, (_, index) => `name-${String(index)}`);
    const pages = await listing(({ page }) => (page === null ? [...many, 'a/'] : ['b']));
    assert.equal(folders(), 1);
    assert.match(cutWords(pages.at(-1)?.cutShort), /only the first/);
    assert.equal(pages.flatMap(({ secrets }) => secrets).length, many.length);
  });

  it('that are told twice are asked once', async () => {
    const pages = await listing(({ page }) => (page === null ? ['a', 'a', 'b/', 'b/'] : ['c']));
    assert.deepEqual(
      pages.flatMap(({ secrets }) => secrets.map(({ name }) => name)),
      ['a', 'b/c'],
    );
    assert.equal(pages.at(-1)?.cutShort, undefined);
  });

  it('that have an end are whole', async () => {
    const pages = await listing(({ page }) => (page === null ? ['a', 'b/'] : ['c']));
    assert.equal(pages.at(-1)?.cutShort, undefined);
  });
});

describe('following a list', () => {
  it('ends when its time is over, whatever came', async () => {
    const time = { now: 0 };
    const clock: Clock = { now: () => time.now, after: () => () => undefined };
    const ask = (next: string | null) => {
      time.now += 10_000;
      return Promise.resolve({ items: [next], next: after(next), size: 1 });
    };
    let pages = 0;
    let last;
    for await (const page of followPages(ask, { clock }, never)) {
      pages += 1;
      last = page;
    }
    assert.equal(pages, listBounds.time / 10_000);
    assert.match(cutWords(last?.cutShort), /after 90 seconds only 9 names/);
  });
});

async function pagesOf({ store }: RunningManager): Promise<ListPage[]> {
  const pages: ListPage[] = [];
  for await (const page of store.list({ withTags: false }, never)) pages.push(page);
  return pages;
}

function nameOf(page: string | null): readonly string[] {
  return [`name-${page ?? '0'}`];
}

function pageOf(manager: Manager, names: readonly string[], next: unknown): unknown {
  return manager.page(
    names.map((name) => manager.item({ name })),
    next,
  );
}
