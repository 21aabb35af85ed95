import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { onLeash } from '../processes/leashed.ts';
import { startOf } from '../processes/programs.ts';

/** A server that a test started, and what it printed. */
export interface Watched {
  /** Everything so far: standard output, then standard error. */
  printed(): string;
  /** The exit code once it ended. */
  exitCode(): number | null;
  /** Ends it and waits until it is gone. What it holds is in memory, so a hard end loses nothing. */
  end(): Promise<void>;
}

/** Starts a server that ends when this process ends, however it ends. */
export function startWatched(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Watched {
  const child = onLeash(startOf(command, args), { env });
  return { printed: collect(child), exitCode: () => child.exitCode, end: () => end(child) };
}

/** Each by itself: what comes from the two at once would cut the other's lines. */
function collect(child: ChildProcess): () => string {
  const texts = [child.stdout, child.stderr].map((stream) => {
    let text = '';
    stream?.on('data', (chunk: unknown) => (text = `${text}${String(chunk)}`.slice(0, 200_000)));
    return () => text;
  });
  return () => texts.map((text) => text()).join('');
}

async function end(child: ChildProcess): Promise<void> {
  const gone = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : null;
  child.stdin?.end();
  await gone;
}

/** Waits for a word of the server's about itself, such as its port. Rejects when it ends, or after 20 seconds. */
export async function printedMatch(server: Watched, name: string, pattern: RegExp): Promise<string> {
  const until = Date.now() + 20_000;
  while (Date.now() < until) {
    const found = pattern.exec(server.printed())?.[1];
    if (found !== undefined) return found;
    if (server.exitCode() !== null) throw new Error(`${name} ended: ${server.printed().trim()}`);
    await pause(20);
  }
  throw new Error(`${name} did not tell its port: ${server.printed().trim()}`);
}

export const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
