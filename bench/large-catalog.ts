// `npm run bench -- ` runs it as a process of its own: what a catalog of 100,000 names costs whoever asks it, beside one
// linear pass of `includes` over the same names, in the same run.
import { createCatalog, type Catalog } from '../src/catalog/index.ts';
import { readFlow } from '../src/flow/index.ts';
import { completionsAt, problemsIn } from '../src/language/index.ts';
import type { ListPage, Store, StoredSecret } from '../src/stores/contract.ts';
import { asking } from '../test/fakes/vault-catalog.ts';
import { vaultBackend } from '../test/fakes/vault-backend.ts';
import { ratioOf, spreadOf, spreadText, timed } from './spread.ts';

const count = 100_000;
const pageSize = 1000;
const rounds = 15;
const never = new AbortController().signal;

const words = ['PAYMENTS', 'ORDERS', 'MAIL', 'WAREHOUSE', 'BILLING', 'SEARCH', 'STOREFRONT', 'REPORTING'];
const kinds = ['PASSWORD', 'API_KEY', 'TOKEN', 'CERTIFICATE', 'DSN'];
const names = Array.from(
  { length: count },
  (_, index) =>
    `${words[index % 8] ?? ''}_${kinds[(index >> 3) % 5] ?? ''}_${index.toString(36).toUpperCase()}`,
);

/** The yardstick: one pass over every name. */
function pass(): number {
  let found = 0;
  for (const name of names) if (name.includes('WAREHOUSE_TOKEN_Q')) found += 1;
  return found;
}

function secretOf(name: string): StoredSecret {
  return { name, storedName: `app/${name}`, tags: null, readable: 'unknown', subkeys: { state: 'not-read' } };
}

/** Answers at once, and holds the event loop for nothing of its own: its pages are made before. */
function largeStore(size: number): Store {
  const pages = Array.from({ length: Math.ceil(count / size) }, (_, page): ListPage => ({
    secrets: names.slice(page * size, (page + 1) * size).map(secretOf),
  }));
  return {
    abilities: { lookup: true, subkeys: 'without-value', listLag: 0 },
    needsLogin: () => false,
    async *list(): AsyncGenerator<ListPage> {
      for (const page of pages) {
        await new Promise((resolve) => setImmediate(resolve));
        yield page;
      }
    },
    lookup: async (name) => {
      await new Promise((resolve) => setImmediate(resolve));
      return names.includes(name) ? { state: 'found', secret: secretOf(name) } : { state: 'absent' };
    },
    subkeys: () => Promise.resolve({ state: 'not-read' }),
    close: () => undefined,
  };
}

function largeCatalog(size = pageSize): Catalog {
  const store = largeStore(size);
  const catalog = createCatalog({
    open: () => Promise.resolve({ state: 'open', store }),
    locationOf: () => 'https://vault.example',
    clock: { now: Date.now, after: () => () => undefined },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  });
  catalog.configure({
    backends: [vaultBackend()],
    found: true,
    partial: false,
    entries: [],
    problems: [],
    files: [],
  });
  return catalog;
}

function flowOf(count: number, name: (index: number) => string) {
  const tasks = Array.from(
    { length: count },
    (_, index) => `  - {id: t${index}, v: "{{ secret('${name(index)}') }}"}\n`,
  );
  return readFlow(`id: a\nnamespace: b.c\ntasks:\n${tasks.join('')}`);
}

/** Times each round of `work` beside a pass, and says the ratio. */
function compare(what: string, passes: number[], work: (round: number) => unknown, setUp?: () => void): void {
  const ours: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    setUp?.();
    ours.push(timed(() => work(round)));
  }
  console.log(
    `  ${what.padEnd(44)} ${spreadText(spreadOf(ours), ' ms')}, ${spreadText(ratioOf(ours, passes), ' passes')}`,
  );
}

/** The longest time for which nothing else had its turn while `work` ran. */
async function longestHold(work: () => Promise<unknown>): Promise<number> {
  let most = 0;
  let isOver = false;
  const done = work().finally(() => (isOver = true));
  let before = performance.now();
  while (!isOver) {
    await new Promise((resolve) => setImmediate(resolve));
    const now = performance.now();
    most = Math.max(most, now - before);
    before = now;
  }
  await done;
  return most;
}

const catalog = largeCatalog();
await catalog.refresh(never);
for (let round = 0; round < 5; round += 1) pass();
const passes = Array.from({ length: 51 }, () => timed(pass));
console.log(`  one pass of includes over ${count} names         ${spreadText(spreadOf(passes), ' ms')}`);

const options = { asked: 'again', now: Date.now(), dateOf: String } as never;
for (const typed of ['WAREHOUSE_TO', 'ware', 'token_q', '']) {
  const text = `id: a\nnamespace: b.c\ntasks:\n  - {id: t, v: "{{ secret('${typed}') }}"}\n`;
  const flow = readFlow(text);
  const offset = text.indexOf("')");
  const answer = completionsAt(flow, offset, catalog.snapshot(), options);
  compare(`completion of ${JSON.stringify(typed)}, ${answer.items.length} items`, passes, () =>
    completionsAt(flow, offset, catalog.snapshot(), options),
  );
}
compare('one resolve, of a name that is there', passes, (round) =>
  catalog.resolve(asking(names[round * 7] ?? '')),
);
compare('one resolve, of a name that is not there', passes, (round) =>
  catalog.resolve(asking(`NOT_${round}`)),
);

let flow = flowOf(30, () => '');
let made = 0;
const misspelt = () => {
  flow = flowOf(30, (index) => {
    made += 1;
    const name = names[(index * 3331 + made * 17) % count] ?? '';
    return name.replace('_', '_X');
  });
  flow.documents.forEach((document) => document.references.length);
};
const settle = async () => {
  misspelt();
  await Promise.all(
    flow.documents.flatMap((document) =>
      document.references.map((reference) =>
        catalog.ask(
          asking(String((reference.arguments.key?.value as { value: string }).value)),
          { readValues: false },
          never,
        ),
      ),
    ),
  );
};
const firsts: number[] = [];
const seconds: number[] = [];
const asked: number[] = [];
for (let round = 0; round < rounds; round += 1) {
  const begun = performance.now();
  await settle();
  asked.push(performance.now() - begun);
  const problems = () => problemsIn(flow, (question) => catalog.resolve(question));
  let found = 0;
  firsts.push(timed(() => (found = problems().filter(({ suggestions }) => suggestions.length > 0).length)));
  if (round === 0) console.log(`  (${found} of 30 misspelt names have suggestions)`);
  seconds.push(timed(() => problems().map(({ suggestions }) => suggestions.length)));
}
const line = (what: string, times: number[]) =>
  console.log(
    `  ${what.padEnd(44)} ${spreadText(spreadOf(times), ' ms')}, ${spreadText(ratioOf(times, passes), ' passes')}`,
  );
line('30 references asked at once', asked);
line('30 problems, the first time', firsts);
line('30 problems, repeated', seconds);

for (const size of [100, 1000, count]) {
  const holds: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const fresh = largeCatalog(size);
    holds.push(await longestHold(() => fresh.refresh(never)));
    fresh.close();
  }
  console.log(
    `  longest hold while listing, pages of ${String(size).padEnd(7)} ${spreadText(spreadOf(holds), ' ms')}`,
  );
}
