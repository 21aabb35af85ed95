// Runs as a process of its own, with --expose-gc: what a catalog of 100,000 names keeps in memory, and what an index of 10,000
// flows beside it that ask for them.
import { createCatalog } from '../src/catalog/index.ts';
import { doAtOnce } from '../src/flow/index.ts';
import { createFlowIndex, summaryOf } from '../src/index/index.ts';
import type { ListPage, Store } from '../src/stores/contract.ts';
import { awsBackend } from '../test/fakes/aws-backend.ts';

const count = 100_000;
const pageSize = 1000;
const flowCount = 10_000;
/** Each for another name. */
const callsEach = 10;

/** Makes its texts anew for each page, as whoever reads them from the network does. */
const store: Store = {
  abilities: { lookup: false, subkeys: 'by-reading-value', listLag: 0 },
  needsLogin: () => false,
  async *list(): AsyncGenerator<ListPage> {
    for (let start = 0; start < count; start += pageSize) {
      await new Promise((resolve) => setImmediate(resolve));
      const names = JSON.parse(
        JSON.stringify(
          Array.from({ length: pageSize }, (_, index) => `team-${start % 40}-secret-${start + index}`),
        ),
      ) as string[];
      yield {
        secrets: names.map((name) => ({
          name,
          storedName: name,
          tags: { application: 'kestra' },
          readable: 'yes',
          subkeys: { state: 'not-read' },
        })),
      };
    }
  },
  lookup: () => Promise.resolve({ state: 'absent' }),
  subkeys: () => Promise.resolve({ state: 'not-read' }),
  close: () => undefined,
};

const catalog = createCatalog({
  open: () => Promise.resolve({ state: 'open', store, endpoint: 'https://example.com' }),
  locationOf: () => 'https://example.com',
  clock: { now: Date.now, after: () => () => undefined },
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

const usedMemory = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
};
const before = usedMemory();
await catalog.refresh(new AbortController().signal);
const listed = catalog.snapshot().backends[0]?.secrets.length ?? 0;
const bytes = usedMemory() - before;
if (listed !== count) throw new Error(`${listed} names instead of ${count}`);

const index = createFlowIndex();
for (let at = 0; at < flowCount; at += 1) {
  index.update([[`flows/team${at % 50}/flow${at}.yaml`, doAtOnce(summaryOf(flowText(at)))]]);
}
if (index.size() !== flowCount * callsEach) throw new Error(`${index.size()} calls`);
const together = usedMemory() - before;
console.log(JSON.stringify({ count, bytes, together, calls: index.size() }));
// Both are used to the end, so that nothing of them is given back before.
if (index.names().length + catalog.snapshot().backends.length === 0) throw new Error('nothing is left');

function flowText(at: number): string {
  const tasks = Array.from({ length: callsEach }, (_, task) => {
    const secret = at * callsEach + task;
    const name = `team-${(secret - (secret % pageSize)) % 40}-secret-${secret}`;
    return `  - id: t${task}\n    type: io.x.T\n    password: "{{ secret('${name}') }}"\n`;
  });
  return `id: flow_${at}\nnamespace: company.team${at % 50}\ntasks:\n${tasks.join('')}`;
}
