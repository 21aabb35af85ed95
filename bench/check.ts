import { fork } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { nameOf, secretsInVault } from './check-stub.ts';
import { buildCli, runCli, type Usage } from './cli-run.ts';
import { ratioOf, spreadOf, spreadText } from './spread.ts';

const rounds = 7;
const warmUp = 1;
const references = 300;

/** `check` of 300 references, half of them absent, beside `list` of the same Vault; each a process of its own. */
export async function measureCheck(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kestra-secrets-bench-'));
  const child = fork(new URL('check-stub.ts', import.meta.url), { execArgv: ['--import', 'tsx'] });
  try {
    const url = await new Promise<string>((resolve) =>
      child.once('message', (message) => resolve(message as string)),
    );
    const cli = await buildCli(folder);
    await writeFile(path.join(folder, 'application.yml'), configurationAt(url));
    await writeFile(path.join(folder, 'flow.yml'), flow());
    const used = { list: [] as Usage[], check: [] as Usage[] };
    for (let round = 0; round < warmUp + rounds; round += 1) {
      for (const command of ['list', 'check'] as const) {
        const usage = await runCli(cli, [command, '--json', '--folder', folder]);
        if (round >= warmUp) used[command].push(usage);
      }
    }
    report(used);
  } finally {
    child.kill();
    await rm(folder, { recursive: true, force: true });
  }
}

function configurationAt(url: string): string {
  return `kestra.secret:\n  type: vault\n  read-only: true\n  vault:\n    address: ${url}\n    token.token: token\n`;
}

function flow(): string {
  const calls = Array.from({ length: references }, (_, index) => {
    const name = nameOf((index * 61) % secretsInVault);
    return `  - {id: t${index}, v: "{{ secret('${index % 2 === 0 ? name : name.replace('SECRET', 'SERCET')}') }}"}\n`;
  });
  return `id: a\nnamespace: b.c\ntasks:\n${calls.join('')}`;
}

function report({
  list,
  check,
}: {
  readonly list: readonly Usage[];
  readonly check: readonly Usage[];
}): void {
  const { summary } = JSON.parse(check[0]?.out ?? '') as { summary: { resolvable: number; missing: number } };
  if (summary.resolvable !== references / 2 || summary.missing !== references / 2) {
    throw new Error(`not half of them missing: ${JSON.stringify(summary)}`);
  }
  for (const [what, runs] of Object.entries({ list, check })) {
    const time = spreadText(spreadOf(runs.map((each) => each.time)), ' ms');
    const memory = spreadText(spreadOf(runs.map((each) => each.memory)), ' MB');
    console.log(`  ${what.padEnd(6)} ${time}, at most ${memory}`);
  }
  const ratio = ratioOf(
    check.map((each) => each.time),
    list.map((each) => each.time),
  );
  console.log(`  check takes ${spreadText(ratio, ' times list')}`);
}
