import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A running command that ends with this process at the latest, with everything it started in its group. */
export interface Leashed {
  readonly pid: number;
  /** Its exit code, or 128 and the signal's number. Never rejects; a command that cannot be run is 127. */
  readonly ended: Promise<number>;
  /** What it wrote so far, standard output and standard error together; empty with `inherit`. */
  readonly output: () => string;
  /** SIGTERM, and after three seconds SIGKILL, to the whole group. Resolves when it is gone. */
  readonly stop: () => Promise<void>;
}

export interface LeashOptions {
  readonly cwd?: string;
  /** The whole environment; default: this process's. */
  readonly env?: NodeJS.ProcessEnv;
  /** `inherit`: it writes where this process writes. Default: its output is kept. */
  readonly output?: 'inherit' | 'keep';
  /** Called with each piece of output that is kept. */
  readonly onOutput?: (text: string) => void;
}

const leash = fileURLToPath(new URL('leash.mjs', import.meta.url));
const patience = 3000;

/** Starts `command` in a process group of its own, on a leash that this process's death lets go. */
export function runLeashed(command: string, args: readonly string[], options: LeashOptions = {}): Leashed {
  const { cwd, env, onOutput } = options;
  const sink = options.output === 'inherit' ? 'inherit' : 'pipe';
  const child = spawn(process.execPath, [leash, command, ...args], {
    ...(cwd === undefined ? {} : { cwd }),
    env: env ?? process.env,
    stdio: ['pipe', sink, sink],
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      onOutput?.(text);
    });
  }
  child.stdin?.on('error', () => undefined); // the leash was gone first
  const ended = new Promise<number>((resolve) => {
    child.on('error', () => resolve(127));
    child.on('close', (code) => resolve(code ?? 128));
  });
  const signal = (name: NodeJS.Signals) => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, name);
    } catch {
      // the group is gone already
    }
  };
  const stop = async () => {
    signal('SIGTERM');
    const timer = setTimeout(() => signal('SIGKILL'), patience);
    await ended;
    clearTimeout(timer);
    signal('SIGKILL'); // what the command left behind in its group
  };
  return { pid: child.pid ?? 0, ended, output: () => output, stop };
}
