import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildCli, runCli } from './cli-run.ts';
import { flowCount, writeFlows } from './flow-tree.ts';
import { ratioOf, spreadOf, spreadText } from './spread.ts';

const rounds = 5;

/** Ripgrep uses all cores unless it is told otherwise. */
const peers = [
  { name: 'ripgrep', options: [] },
  { name: 'ripgrep on one core', options: ['--threads', '1'] },
];

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
      const ours: number[] = [];
      const theirs = peers.map(() => [] as number[]);
      const memory: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        for (const [index, { options }] of peers.entries()) {
          theirs[index]?.push(searchWithRipgrep(tree, options) - searchWithRipgrep(empty, options));
        }
        const start = await runCli(cli, ['check', '--offline', '--json', '--folder', empty]);
        const whole = await runCli(cli, ['check', '--offline', '--json', '--folder', tree]);
        const { summary } = JSON.parse(whole.out) as { summary: { files: number; references: number } };
        if (summary.files !== flowCount || summary.references !== (flowCount / every) * 4) {
          throw new Error(`not all of them: ${JSON.stringify(summary)}`);
        }
        ours.push(whole.wall - start.wall);
        memory.push(whole.memory);
      }
      console.log(`  one flow in ${every} asks for secrets`);
      console.log(
        `    kestra-secrets                 ${spreadText(spreadOf(ours), ' ms')}, at most ${spreadText(spreadOf(memory), ' MB')}`,
      );
      for (const [index, { name }] of peers.entries()) {
        const times = theirs[index] ?? [];
        console.log(`    ${name.padEnd(30)} ${spreadText(spreadOf(times), ' ms')}`);
        console.log(
          `      ours takes                   ${spreadText(ratioOf(ours, times), ' times its time')}`,
        );
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** In milliseconds. */
function searchWithRipgrep(folder: string, options: readonly string[]): number {
  const require = createRequire(import.meta.url);
  const { rgPath } = require('@vscode/ripgrep') as { readonly rgPath: string };
  const start = performance.now();
  const { status } = spawnSync(rgPath, [...options, '--count', 'secret\\(', folder]);
  if (status === null || status > 1) throw new Error('ripgrep did not run');
  return performance.now() - start;
}
