import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildCli, runCli } from './cli-run.ts';
import { ratioOf, spreadOf, spreadText } from './spread.ts';

const rounds = 5;
const flows = 10_000;
const teams = 50;
const tasks = 11;

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
      const theirs: number[] = [];
      const memory: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        theirs.push(searchWithRipgrep(tree) - searchWithRipgrep(empty));
        const start = await runCli(cli, ['check', '--offline', '--json', '--folder', empty]);
        const whole = await runCli(cli, ['check', '--offline', '--json', '--folder', tree]);
        const { summary } = JSON.parse(whole.out) as { summary: { files: number; references: number } };
        if (summary.files !== flows || summary.references !== (flows / every) * 4) {
          throw new Error(`not all of them: ${JSON.stringify(summary)}`);
        }
        ours.push(whole.wall - start.wall);
        memory.push(whole.memory);
      }
      console.log(`  one flow in ${every} asks for secrets`);
      console.log(
        `    kestra-secrets                 ${spreadText(spreadOf(ours), ' ms')}, at most ${spreadText(spreadOf(memory), ' MB')}`,
      );
      console.log(`    ripgrep                        ${spreadText(spreadOf(theirs), ' ms')}`);
      console.log(
        `    ours takes                     ${spreadText(ratioOf(ours, theirs), ' times its time')}`,
      );
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeFlows(tree: string, every: number): Promise<void> {
  for (let index = 0; index < flows; index += 1) {
    const folder = path.join(tree, `team${index % teams}`, 'flows');
    if (index < teams) await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, `flow${index}.yaml`), flowText(index, index % every === 0));
  }
}

function flowText(index: number, asks: boolean): string {
  const each = Array.from({ length: tasks }, (_, task) => {
    const password =
      asks && task % 3 === 0 ? `"{{ secret('DATABASE_PASSWORD_${task}') }}"` : '"{{ inputs.password }}"';
    return `  - id: step_${task}
    type: io.kestra.plugin.jdbc.postgresql.Query
    description: Loads the part ${task} of what was delivered last night
    url: jdbc:postgresql://database.internal:5432/warehouse?application=loader
    username: loader
    password: ${password}
    fetchType: STORE
    sql: |
      select id, name, created_at from delivered where part = ${task}
      order by created_at desc limit 1000 -- as the nightly job does
`;
  });
  return `id: flow_${index}\nnamespace: company.team${index % teams}\ndescription: A flow that grew\n\ntasks:\n${each.join('')}`;
}

/** In milliseconds. */
function searchWithRipgrep(folder: string): number {
  const require = createRequire(import.meta.url);
  const { rgPath } = require('@vscode/ripgrep') as { readonly rgPath: string };
  const start = performance.now();
  const { status } = spawnSync(rgPath, ['--count', 'secret\\(', folder]);
  if (status === null || status > 1) throw new Error('ripgrep did not run');
  return performance.now() - start;
}
