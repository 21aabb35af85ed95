// What action.yml runs: the command line with the action's inputs.
import { spawnSync } from 'node:child_process';
import { lstatSync, writeFileSync } from 'node:fs';
import { builtProgram } from './program.js';

/** An input of the action; empty: it is not given. */
const input = (name) => (process.env[`KESTRA_SECRETS_${name}`] ?? '').trim();
const linesOf = (name) =>
  input(name)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

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
// A repository that holds a link under that name would have any file of the runner written over.
if (output !== '' && lstatSync(output, { throwIfNoEntry: false })?.isSymbolicLink() === true) {
  console.error(`kestra-secrets: ${output} is a link; give a file of its own as output.`);
  process.exit(2);
}
const run = spawnSync(process.execPath, [builtProgram(), ...args], {
  stdio: ['ignore', output === '' ? 'inherit' : 'pipe', 'inherit'],
  maxBuffer: 1024 * 1024 * 1024,
});
// What ends before it reports leaves no empty report, at which the step that uploads it would fail in its own words.
if (output !== '' && run.stdout?.length > 0) writeFileSync(output, run.stdout);
process.exitCode = run.status ?? 2;
