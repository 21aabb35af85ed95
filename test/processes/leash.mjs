// Runs a command that must not outlive whoever asked for it. Standard input is the leash: when it ends, however
// the other side came to its end (SIGKILL included), the whole process group goes.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const [command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });

child.on('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(127);
});
child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));

// The group's signals reach the command too; this process ends with it, not before it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);

process.stdin.on('end', () => process.kill(-process.pid, 'SIGKILL'));
process.stdin.on('error', () => process.kill(-process.pid, 'SIGKILL'));
process.stdin.resume();
