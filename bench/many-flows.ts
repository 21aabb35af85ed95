import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildCli, runCli } from './cli-run.ts';
import { flowCount, writeFlows } from './flow-tree.ts';
import { ratioOf, spreadOf, spreadText } from './spread.ts';

const rounds = 7;

/** Ripgrep uses all cores unless it is told otherwise. */
const peers = [
  { name: 'ripgrep', options: [] },
  { name: 'ripgrep on one core', options: ['--threads', '1'] },
];

/** In milliseconds. */
interface Times {
  readonly processor: number;
  readonly clock: number;
}

/** `check --offline` of 10,000 flows (45 MB), beside ripgrep counting the calls in them, both without what a start takes. */
export async function measureManyFlows(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kestra-secrets-bench-'));
  try {
    const cli = await buildCli(path.join(folder, 'cli'));
    const empty = path.join(folder, 'empty');
    await mkdir(empty);
    for (const every of [10, 1]) {
      const tree = path.join(folder, `every-${every}`);
      await writeFlows(tree, every);
      const ours: Times[] = [];
      const theirs = peers.map(() => [] as Times[]);
      const memory: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        for (const [index, { options }] of peers.entries()) {
          theirs[index]?.push(without(searchWithRipgrep(empty, options), searchWithRipgrep(tree, options)));
        }
        const start = await runCli(cli, ['check', '--offline', '--json', '--folder', empty]);
        const whole = await runCli(cli, ['check', '--offline', '--json', '--folder', tree]);
        const { summary } = JSON.parse(whole.out) as { summary: { files: number; references: number } };
        if (summary.files !== flowCount || summary.references !== (flowCount / every) * 4) {
          throw new Error(`not all of them: ${JSON.stringify(summary)}`);
        }
        ours.push({ processor: whole.time - start.time, clock: whole.wall - start.wall });
        memory.push(whole.memory);
      }
      console.log(`  one flow in ${every} asks for secrets`);
      show('kestra-secrets', ours);
      console.log(`      memory at most               ${spreadText(spreadOf(memory), ' MB')}`);
      for (const [index, { name }] of peers.entries()) {
        const times = theirs[index] ?? [];
        show(name, times);
        const processor = sumOf(pick(ours, 'processor')) / sumOf(pick(times, 'processor'));
        const clock = ratioOf(pick(ours, 'clock'), pick(times, 'clock'));
        console.log(`      ours takes                   ${processor.toFixed(1)} times its processor time`);
        console.log(
          `      ours takes                   ${spreadText(clock, ' times its time by the clock')}`,
        );
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function show(name: string, times: readonly Times[]): void {
  const processor = sumOf(pick(times, 'processor')) / times.length;
  console.log(`    ${name.padEnd(30)} processor time ${processor.toFixed(0)} ms`);
  console.log(`    ${''.padEnd(30)} by the clock   ${spreadText(spreadOf(pick(times, 'clock')), ' ms')}`);
}

function pick(times: readonly Times[], kind: keyof Times): readonly number[] {
  return times.map((each) => each[kind]);
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}

function without(start: Times, whole: Times): Times {
  return { processor: whole.processor - start.processor, clock: whole.clock - start.clock };
}

function searchWithRipgrep(folder: string, options: readonly string[]): Times {
  const require = createRequire(import.meta.url);
  const { rgPath } = require('@vscode/ripgrep') as { readonly rgPath: string };
  const before = processorTimeOfChildren();
  const start = performance.now();
  const { status } = spawnSync(rgPath, [...options, '--count', 'secret\\(', folder]);
  if (status === null || status > 1) throw new Error('ripgrep did not run');
  return { processor: processorTimeOfChildren() - before, clock: performance.now() - start };
}

/**
 * Of all processes that this one started and that have ended, in milliseconds, in steps of 10: many of them together are told
 * well enough. NaN: this system does not tell.
 */
function processorTimeOfChildren(): number {
  if (process.platform !== 'linux') return Number.NaN;
  const stat = readFileSync('/proc/self/stat', 'utf8');
  // From the third field on, after the name, which may hold anything; the 16th and the 17th are meant (proc_pid_stat(5)).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[13]) + Number(fields[14])) * 10;
}
