// Bundled, and run as a process of its own with --expose-gc: one first index of the folder that is named to it.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { createFolderFlows } from '../src/folder/flows/folder-flows.ts';
import { createFolderFiles } from '../src/workspace/index.ts';

/** In ms of processor time, but for the longest hold and what is by the clock, and in MB. */
export interface IndexTimes {
  readonly index: number;
  readonly reading: number;
  readonly indexByClock: number;
  readonly readingByClock: number;
  readonly hold: number;
  readonly edit: number;
  readonly uses: number;
  readonly memory: number;
  /** How many calls were found. */
  readonly references: number;
}

const [, , tree = ''] = process.argv;
const { signal } = new AbortController();

const usedMemory = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
};

/** Processor time of this process, which depends less on what else the machine does. */
async function processorTimeOf(work: () => unknown): Promise<number> {
  const begin = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1000;
}

/** The same in ms by the clock, too: V8 optimises on another core meanwhile. */
async function timesOf(work: () => unknown): Promise<{ readonly processor: number; readonly clock: number }> {
  const begin = performance.now();
  const processor = await processorTimeOf(work);
  return { processor, clock: performance.now() - begin };
}

const reading = await timesOf(() => {
  for (const file of readdirSync(tree, { recursive: true, encoding: 'utf8' })) {
    if (file.endsWith('.yaml')) readFileSync(path.join(tree, file));
  }
});

const before = usedMemory();
const flows = createFolderFlows(createFolderFiles(tree), () => undefined);
// Node measures the holds itself: a loop of setImmediate here is optimised meanwhile, at a tenth of what the index costs.
const holds = monitorEventLoopDelay({ resolution: 1 });
holds.enable();
// It counts from its second look on.
await setTimeout(10);
const index = await timesOf(() => flows.read(signal));
holds.disable();
const hold = holds.max / 1e6;

const all = await flows.read(signal);
const memory = usedMemory() - before;
const uses = await processorTimeOf(() => all.usesOf('DATABASE_PASSWORD_3'));
const [edited = ''] = all.paths();
const text = readFileSync(path.join(tree, edited), 'utf8');
writeFileSync(path.join(tree, edited), text.replace('DATABASE_PASSWORD_3', 'DATABASE_PASSWORD_OTHER'));
const edit = await processorTimeOf(() => {
  flows.note([edited]);
  return flows.read(signal);
});
if (all.usesOf('DATABASE_PASSWORD_OTHER').length !== 1) throw new Error('the edit was not seen');
writeFileSync(path.join(tree, edited), text);
const times: IndexTimes = {
  index: index.processor,
  reading: reading.processor,
  indexByClock: index.clock,
  readingByClock: reading.clock,
  hold,
  edit,
  uses,
  memory,
  references: all.size(),
};
console.log(JSON.stringify(times));
