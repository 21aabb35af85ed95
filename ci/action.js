// What action.yml runs: the command line with the action's inputs, built first where this is no release.
import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, URL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const program = path.join(root, 'dist', 'kestra-secrets.cjs');

/** An input of the action; empty: it is not given. */
const input = (name) => (process.env[`KESTRA_SECRETS_${name}`] ?? '').trim();
const linesOf = (name) =>
  input(name)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

if (!existsSync(program)) {
  // No script of a package runs. On Windows npm is a script of the command processor; nothing of the inputs goes to it.
  const options = { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' };
  const installed = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], options);
  const built =
    installed.status === 0 &&
    spawnSync(process.execPath, ['esbuild.js', '--production'], { ...options, shell: false });
  if (!built || built.status !== 0) {
    console.error('kestra-secrets: the command line could not be built in this job.');
    process.exit(2);
  }
}

const given = (flag, name) => (input(name) === '' ? [] : [`--${flag}=${input(name)}`]);
const args = [
  'check',
  ...given('folder', 'FOLDER'),
  ...given('fail-on', 'FAIL_ON'),
  ...given('format', 'FORMAT'),
  ...given('since', 'SINCE'),
  ...given('baseline', 'BASELINE'),
  ...linesOf('ENDPOINTS').map((endpoint) => `--allow-endpoint=${endpoint}`),
  '--',
  ...linesOf('PATHS'),
];
const output = input('OUTPUT');
const run = spawnSync(process.execPath, [program, ...args], {
  stdio: ['ignore', output === '' ? 'inherit' : 'pipe', 'inherit'],
  maxBuffer: 1024 * 1024 * 1024,
});
if (output !== '' && run.stdout !== null) writeFileSync(output, run.stdout);
process.exitCode = run.status ?? 2;
