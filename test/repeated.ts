// `npm run test:repeated`: the suites again and again while every core is kept busy, in the background, so that a race
// shows. `--windows N` and `--others N`: how often the window suites and the rest run (default: 10 and 2), `--busy N`: how
// many cores are kept busy, `--foreground`: here. Words choose
// suites and `-g TEXT` tests, as with `npm test`.
import { spawn } from 'node:child_process';
import { mkdirSync, openSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runLeashed, type Leashed } from './processes/leashed.ts';
import { projectFolder } from './vscode/releases.ts';

const { values, positionals } = parseArgs({
  options: {
    windows: { type: 'string', default: '10' },
    others: { type: 'string', default: '2' },
    busy: { type: 'string', default: String(availableParallelism()) },
    grep: { type: 'string', short: 'g' },
    foreground: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const log = path.join(projectFolder, 'out', 'repeated.txt');

const grep = values.grep === undefined ? [] : ['--grep', values.grep];

/** How often, for a text of an option. */
function count(text: string): number {
  if (!/^\d+$/.test(text)) throw new Error(`"${text}" is no count.`);
  return Number(text);
}

/** One run of the suites; its last lines, the counts and what was flaky, and whether it was green without a second try. */
async function runOnce(suites: readonly string[], started: (run: Leashed) => void): Promise<string[]> {
  const run = runLeashed(
    process.execPath,
    ['--import', 'tsx', path.join('test', 'run.ts'), ...suites, ...grep],
    {
      cwd: projectFolder,
    },
  );
  started(run);
  const code = await run.ended;
  const lines = run.output().trimEnd().split('\n');
  const told = lines.filter((line) => /^(flaky: |--- |Skipped: |\d+ passed, )/.test(line));
  // Of a run that failed all is told: nobody can look again.
  return code === 0 ? told : [...lines, `It ended with ${String(code)}.`];
}

async function repeat(): Promise<boolean> {
  const windows = ['workbench', 'workbench-oldest'];
  const others = ['unit', 'oracle', 'host', 'host-oldest'];
  const chosen = (names: readonly string[]) =>
    names.filter((name) => positionals.length === 0 || positionals.includes(name));
  const busy = Array.from({ length: count(values.busy) }, () =>
    runLeashed(process.execPath, ['--eval', 'for (;;);']),
  );
  let current: Leashed | undefined;
  const stop = () =>
    Promise.all([...busy, ...(current === undefined ? [] : [current])].map((each) => each.stop()));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void stop().then(() => process.exit(130)));
  }
  const rounds = [
    ...Array.from({ length: count(values.others) }, () => chosen(others)),
    ...Array.from({ length: count(values.windows) }, () => chosen(windows)),
  ].filter((suites) => suites.length > 0);
  let green = 0;
  for (const [index, suites] of rounds.entries()) {
    console.log(`=== ${index + 1} of ${rounds.length}: ${suites.join(' ')}`);
    const lines = await runOnce(suites, (run) => (current = run));
    console.log(lines.join('\n'));
    if (!lines.some((line) => /^(flaky: |It ended with )/.test(line))) green += 1;
  }
  await stop();
  console.log(`\n${green} of ${rounds.length} runs were green without a second try.`);
  return rounds.length > 0 && green === rounds.length;
}

if (values.foreground) {
  process.exitCode = (await repeat()) ? 0 : 1;
} else {
  mkdirSync(path.dirname(log), { recursive: true });
  const file = openSync(log, 'w');
  const self = fileURLToPath(import.meta.url);
  const child = spawn(process.execPath, ['--import', 'tsx', self, ...process.argv.slice(2), '--foreground'], {
    cwd: projectFolder,
    detached: true,
    stdio: ['ignore', file, file],
  });
  child.unref();
  console.log(`It runs in the background, as process ${child.pid ?? '?'}, and tells how it goes in ${log}.`);
}
