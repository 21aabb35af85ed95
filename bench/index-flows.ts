import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { production } from '../esbuild.options.js';
import { flowCount, writeFlows } from './flow-tree.ts';
import type { IndexTimes } from './index-run.ts';
import { ratioOf, spreadOf, spreadText } from './spread.ts';

const rounds = 5;

/** The first index of 10,000 flows, each in a process of its own, beside the bare reading of their files in the same one, in processor time. */
export async function measureIndex(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kestra-secrets-bench-'));
  try {
    const script = await buildRun(path.join(folder, 'run'));
    for (const every of [10, 1]) {
      const tree = path.join(folder, `every-${every}`);
      await writeFlows(tree, every);
      const runs = Array.from({ length: rounds }, () => indexOnce(script, tree));
      if (runs.some(({ references }) => references !== (flowCount / every) * 4))
        throw new Error('not all of them');
      const pick = (what: keyof IndexTimes) => runs.map((run) => run[what]);
      const show = (what: string, text: string) => console.log(`    ${what.padEnd(42)} ${text}`);
      console.log(`  one flow in ${every} asks for secrets`);
      show('first index', spreadText(spreadOf(pick('index')), ' ms'));
      show('bare reading of the files', spreadText(spreadOf(pick('reading')), ' ms'));
      show('first index takes', spreadText(ratioOf(pick('index'), pick('reading')), ' times its time'));
      const byClock = ratioOf(pick('indexByClock'), pick('readingByClock'));
      show('the same by the clock', spreadText(byClock, ' times its time'));
      show('longest hold of the event loop meanwhile', spreadText(spreadOf(pick('hold')), ' ms'));
      show('after an edit of one file', spreadText(spreadOf(pick('edit')), ' ms'));
      show('references of one secret', spreadText(spreadOf(pick('uses')), ' ms'));
      show('memory', spreadText(spreadOf(pick('memory')), ' MB'));
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What makes one index, as it is released; answers its path. */
async function buildRun(folder: string): Promise<string> {
  await build({
    ...production,
    entryPoints: { run: 'bench/index-run.ts' },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
  });
  return path.join(folder, 'run.mjs');
}

function indexOnce(script: string, tree: string): IndexTimes {
  const run = spawnSync(process.execPath, ['--expose-gc', script, tree], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as IndexTimes;
}
