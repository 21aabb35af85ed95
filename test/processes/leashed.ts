import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { endTree } from './end-tree.mjs';
import { npmStart, startOf, type Start } from './programs.ts';

/** A running command that ends with this process at the latest, with everything it started in its group. */
export interface Leashed {
  readonly pid: number;
  /** Its exit code, or 128 and the signal's number. Never rejects; a command that cannot be run is 127. */
  readonly ended: Promise<number>;
  /** What it wrote so far, standard output and standard error together; empty with `inherit`. */
  readonly output: () => string;
  /** SIGTERM, and after three seconds SIGKILL, to the whole group; on Windows it ends at once. Resolves when it is gone. */
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

/** Starts `command`, as this system starts it, on a leash that this process's death lets go. */
export function runLeashed(command: string, args: readonly string[], options: LeashOptions = {}): Leashed {
  return run(startOf(command, args), options);
}

/** Starts npm so. Throws where there is none. */
export function runNpm(args: readonly string[], options: LeashOptions = {}): Leashed {
  return run(npmStart(args), options);
}

/**
 * Starts what runs a command, in a process group of its own where there are groups. The command goes with all that it
 * started when the standard input of the answer ends, with this process at the latest.
 */
export function onLeash(
  start: Start,
  options: Pick<LeashOptions, 'cwd' | 'env' | 'output'> = {},
): ChildProcess {
  const { cwd, env } = options;
  const sink = options.output === 'inherit' ? 'inherit' : 'pipe';
  return spawn(process.execPath, [leash, JSON.stringify(start)], {
    ...(cwd === undefined ? {} : { cwd }),
    env: env ?? process.env,
    stdio: ['pipe', sink, sink],
    // On Windows it would get a window of its own.
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
}

function run(start: Start, options: LeashOptions): Leashed {
  const { onOutput } = options;
  const child = onLeash(start, options);
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
  const end = (signal: 'SIGTERM' | 'SIGKILL') => {
    if (child.pid !== undefined) endTree(child.pid, signal);
  };
  const stop = async () => {
    end('SIGTERM');
    const timer = setTimeout(() => end('SIGKILL'), patience);
    await ended;
    clearTimeout(timer);
    end('SIGKILL'); // what the command left behind in its group
  };
  return { pid: child.pid ?? 0, ended, output: () => output, stop };
}
