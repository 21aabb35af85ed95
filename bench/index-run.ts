// Bundled, and run as a process of its own with --expose-gc: one first index of the folder that is named to it.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createFolderFlows } from '../src/folder/flows/folder-flows.ts';
import { createFolderFiles } from '../src/workspace/index.ts';

/** In ms of processor time, but for the longest hold, and in MB. */
export interface IndexTimes {
  readonly index: number;
  readonly reading: number;
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

const reading = await processorTimeOf(() => {
  for (const file of readdirSync(tree, { recursive: true, encoding: 'utf8' })) {
    if (file.endsWith('.yaml')) readFileSync(path.join(tree, file));
  }
});

const before = usedMemory();
const flows = createFolderFlows(createFolderFiles(tree), () => undefined);
let hold = 0;
let last = performance.now();
let isOver = false;
function takeTurn(): void {
  hold = Math.max(hold, performance.now() - last);
  last = performance.now();
  if (!isOver) setImmediate(takeTurn);
}
setImmediate(takeTurn);
const index = await processorTimeOf(() => flows.read(signal));
isOver = true;

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
const times: IndexTimes = { index, reading, hold, edit, uses, memory, references: all.size() };
console.log(JSON.stringify(times));
