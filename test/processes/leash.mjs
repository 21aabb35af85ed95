// Runs a command that must not outlive whoever asked for it: `leash.mjs '{"file": …, "args": …, "verbatim": …}'`. Standard
// input is the leash: when it ends, however the other side came to its end (SIGKILL included), the command goes with all
// that it started.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { endTree } from './end-tree.mjs';

const { file, args, verbatim } = JSON.parse(process.argv[2] ?? '');
const child = spawn(file, args, {
  stdio: ['ignore', 'inherit', 'inherit'],
  windowsHide: true,
  windowsVerbatimArguments: verbatim,
});

child.on('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(127);
});
child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));

// The group's signals reach the command too; this process ends with it, not before it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);

function letGo() {
  // On Windows this process leads no group, and would end what is to end the command.
  endTree(process.platform === 'win32' ? (child.pid ?? 0) : process.pid, 'SIGKILL');
}
process.stdin.on('end', letGo);
process.stdin.on('error', letGo);
process.stdin.resume();
