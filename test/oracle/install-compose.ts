import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { runLeashed } from '../processes/leashed.ts';
import type { Installed } from '../servers/needed.ts';

/** Compose's own loader of projects, ready to be run. */
export interface InstalledCompose {
  readonly command: string;
}

export const compose = { name: 'compose', title: "Docker Compose's own loader" } as const;

const sources = path.join(import.meta.dirname, 'compose');
const tools = path.resolve(import.meta.dirname, '../../.tools');

/**
 * Builds the judge into the ignored folder `.tools/`, once for each state of its sources; later calls find it there. Go
 * fetches what it needs (some 10 MB, kept in Go's own folder), for `limit` milliseconds at the most.
 */
export async function installCompose(limit: number): Promise<Installed<InstalledCompose>> {
  const command = path.join(tools, `compose-judge-${await fingerprint()}`);
  if (existsSync(command)) return { command };
  await mkdir(tools, { recursive: true });
  const partial = `${command}.${process.pid}`;
  const run = runLeashed('go', ['build', '-o', partial, '.'], { cwd: sources });
  const timer = setTimeout(() => void run.stop(), limit);
  const code = await run.ended;
  clearTimeout(timer);
  if (code === 127) return { missing: `${compose.title} needs Go, and there is no go on the PATH.` };
  if (code !== 0) return { missing: `${compose.title} could not be built: ${lastLine(run.output())}` };
  await rename(partial, command);
  return { command };
}

function lastLine(output: string): string {
  return output.trim().split('\n').at(-1) ?? '';
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  for (const name of (await readdir(sources)).sort()) hash.update(await readFile(path.join(sources, name)));
  return hash.digest('hex').slice(0, 12);
}
