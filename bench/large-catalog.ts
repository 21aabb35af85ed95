// Runs as a process of its own: what a catalog of 100,000 names costs whoever asks it, beside one linear pass of
// `includes` over the same names in the same run.
import { createCatalog, type Catalog } from '../src/catalog/index.ts';
import type { Backend } from '../src/configuration/index.ts';
import { readFlow } from '../src/flow/index.ts';
import { systemClock } from '../src/host/index.ts';
import { completionsAt } from '../src/language/completions.ts';
import { problemsIn } from '../src/language/problems.ts';
import type { ListPage, Store, StoredSecret } from '../src/stores/contract.ts';
import { awsBackend, noFilters } from '../test/fakes/cloud-backend.ts';
import { never } from '../test/fakes/never.ts';
import { questionOf } from '../test/fakes/question.ts';
import { quietLog } from '../test/fakes/quiet-log.ts';
import { known, vaultBackend } from '../test/fakes/vault-backend.ts';
import { ratioOf, spreadOf, spreadText, timeOf } from './spread.ts';

const count = 100_000;
const rounds = 15;
const warmUp = 50;

const words = ['PAYMENTS', 'ORDERS', 'MAIL', 'WAREHOUSE', 'BILLING', 'SEARCH', 'STOREFRONT', 'REPORTING'];
const kinds = ['PASSWORD', 'API_KEY', 'TOKEN', 'CERTIFICATE', 'DSN'];
const names = Array.from(
  { length: count },
  (_, index) =>
    `${words[index % 8] ?? ''}_${kinds[(index >> 3) % 5] ?? ''}_${index.toString(36).toUpperCase()}`,
);
const there = new Set(names);

/** The yardstick. */
function passOver(): number {
  let found = 0;
  for (const name of names) if (name.includes('WAREHOUSE_TOKEN_Q')) found += 1;
  return found;
}

function secretOf(name: string): StoredSecret {
  return { name, storedName: `app/${name}`, tags: null, readable: 'unknown', subkeys: { state: 'not-read' } };
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** A Vault whose pages were made before, so that only the catalog's work is measured. */
function largeStore(pageSize: number, prefix: string): Store {
  const pages = Array.from({ length: Math.ceil(count / pageSize) }, (_, page): ListPage => ({
    secrets: names.slice(page * pageSize, (page + 1) * pageSize).map((name) => secretOf(prefix + name)),
  }));
  return {
    abilities: { lookup: true, subkeys: 'without-value', listLag: 0 },
    needsLogin: () => false,
    async *list(): AsyncGenerator<ListPage> {
      for (const page of pages) {
        await turn();
        yield page;
      }
    },
    async lookup(name) {
      await turn();
      return there.has(name) ? { state: 'found', secret: secretOf(name) } : { state: 'absent' };
    },
    subkeys: () => Promise.resolve({ state: 'not-read' }),
    close: () => undefined,
  };
}

function configure(catalog: Catalog, backend: Backend): void {
  catalog.configure({
    backends: [backend],
    found: true,
    partial: false,
    entries: [],
    problems: [],
    files: [],
  });
}

/** `prefix`: what every name begins with. */
function largeCatalog(pageSize: number, backend: Backend = vaultBackend(), prefix = ''): Catalog {
  const store = largeStore(pageSize, prefix);
  const catalog = createCatalog({
    open: () => Promise.resolve({ state: 'open', store }),
    locationOf: () => 'https://vault.example',
    clock: systemClock,
    log: quietLog,
  });
  configure(catalog, backend);
  return catalog;
}

function flowOf(asked: readonly string[]) {
  const tasks = asked.map((name, index) => `  - {id: t${index}, v: "{{ secret('${name}') }}"}\n`);
  const flow = readFlow(`id: a\nnamespace: b.c\ntasks:\n${tasks.join('')}`);
  // Reading it is none of the catalog's time.
  if (flow.documents[0]?.references.length !== asked.length) throw new Error('the flow was not read');
  return flow;
}

/** The longest time for which nothing else had its turn while `work` ran, in milliseconds. */
async function longestHold(work: Promise<unknown>): Promise<number> {
  const life = { isOver: false };
  const done = work.finally(() => (life.isOver = true));
  let longest = 0;
  for (let before = performance.now(); !life.isOver;) {
    await turn();
    const now = performance.now();
    longest = Math.max(longest, now - before);
    before = now;
  }
  await done;
  return longest;
}

for (let round = 0; round < warmUp; round += 1) passOver();
const passes = Array.from({ length: 51 }, () => timeOf(passOver));
console.log(`  ${'one pass of includes'.padEnd(44)} ${spreadText(spreadOf(passes), ' ms')}`);

function report(what: string, times: readonly number[]): void {
  const ratio = spreadText(ratioOf(times, passes), ' passes');
  console.log(`  ${what.padEnd(44)} ${spreadText(spreadOf(times), ' ms')}, ${ratio}`);
}

function timesOf(work: (round: number) => unknown): number[] {
  for (let round = 0; round < warmUp; round += 1) work(round);
  return Array.from({ length: rounds }, (_, round) => timeOf(() => work(round)));
}

const catalog = largeCatalog(1000);
await catalog.refresh(never);

for (const typed of ['WAREHOUSE_TO', 'ware', 'token_q', '']) {
  const text = `id: a\nnamespace: b.c\ntasks:\n  - {id: t, v: "{{ secret('${typed}') }}"}\n`;
  const flow = readFlow(text);
  const complete = () =>
    completionsAt(flow, text.indexOf("')"), catalog.snapshot(), {
      asked: 'again',
      now: Date.now(),
      locale: 'en',
    });
  const { items } = complete();
  report(`completion of ${JSON.stringify(typed)}, ${items.length} items`, timesOf(complete));
}
report(
  'one resolve of a name that is there',
  timesOf((round) => catalog.resolve(questionOf(names[round * 7] ?? ''))),
);
report(
  'one resolve of a name that is not',
  timesOf((round) => catalog.resolve(questionOf(`NOT_${round}`))),
);

const first: number[] = [];
const again: number[] = [];
const asked: number[] = [];
const found: number[] = [];
for (let round = 0; round < rounds; round += 1) {
  const some = Array.from({ length: 30 }, (_, index) => names[(index * 3331 + round * 517) % count] ?? '');
  const settle = async (keys: readonly string[]) => {
    const begun = performance.now();
    await Promise.all(keys.map((key) => catalog.ask(questionOf(key), { readValues: false }, never)));
    return performance.now() - begun;
  };
  found.push(await settle(some));
  const misspelt = some.map((name) => name.replace('_', '_X'));
  asked.push(await settle(misspelt));
  const flow = flowOf(misspelt);
  let hinted = 0;
  const problems = () => {
    const told = problemsIn(flow, (question) => catalog.resolve(question));
    hinted = told.filter(({ suggestions }) => suggestions.length > 0).length;
  };
  first.push(timeOf(problems));
  again.push(timeOf(problems));
  if (hinted < 25) console.log(`  only ${hinted} of 30 misspelt names have suggestions`);
}
report('30 references asked at once, all there', found);
report('30 references asked at once, none there', asked);
report('30 problems, the first time', first);
report('30 problems, repeated', again);

for (const pageSize of [100, 1000]) {
  const holds: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const fresh = largeCatalog(pageSize);
    holds.push(await longestHold(fresh.refresh(never)));
    fresh.close();
  }
  console.log(
    `  ${`longest hold while listing pages of ${pageSize}`.padEnd(44)} ${spreadText(spreadOf(holds), ' ms')}`,
  );
}

/** As if somebody typed a filter into a file and took it back, again and again: every name has another one then. */
const ruled = largeCatalog(1000, awsBackend(), 'team_');
await ruled.refresh(never);
const isRuled = () => ruled.snapshot().backends[0]?.prefixFilter !== undefined;
const rulings: number[] = [];
const ruledHolds: number[] = [];
const firstMisses: number[] = [];
for (let round = 0; round < rounds; round += 1) {
  const filterOnPrefix = { prefix: known('team_'), keepPrefix: known(false) };
  const filters = round % 2 === 0 ? { ...noFilters, filterOnPrefix } : noFilters;
  const begun = performance.now();
  const rule = async () => {
    await turn();
    configure(ruled, awsBackend({ filters }));
    while (isRuled() !== (round % 2 === 0)) await turn();
  };
  ruledHolds.push(await longestHold(rule()));
  rulings.push(performance.now() - begun);
  const flow = flowOf(['NOT_THERE']);
  firstMisses.push(timeOf(() => problemsIn(flow, (question) => ruled.resolve(question))));
}
report('other rules, until they hold', rulings);
report('longest hold meanwhile', ruledHolds);
report('the first problem after them', firstMisses);
ruled.close();
