import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { runLeashed } from '../processes/leashed.ts';
import type { Installed } from '../servers/needed.ts';
import type { GoJudge } from './judges.ts';

/** A judge in Go, ready to be run. */
export interface InstalledGoJudge {
  readonly command: string;
}

const tools = path.resolve(import.meta.dirname, '../../.tools');

/**
 * Builds a judge into the ignored folder `.tools/`, once for each state of its sources; later calls find it there. Go
 * fetches what it needs (10 to 80 MB, kept in Go's own folder), for `limit` milliseconds at the most.
 */
export async function installGoJudge(judge: GoJudge, limit: number): Promise<Installed<InstalledGoJudge>> {
  const { folder, title } = judge;
  const sources = path.join(import.meta.dirname, folder);
  const command = path.join(tools, `${folder}-judge-${await fingerprint(sources)}`);
  if (existsSync(command)) return { command };
  await mkdir(tools, { recursive: true });
  const partial = `${command}.${process.pid}`;
  const run = runLeashed('go', ['build', '-ldflags=-s -w', '-o', partial, '.'], { cwd: sources });
  const timer = setTimeout(() => void run.stop(), limit);
  const code = await run.ended;
  clearTimeout(timer);
  if (code === 127) return { missing: `${title} needs Go, and there is no go on the PATH.` };
  if (code !== 0) return { missing: `${title} could not be built: ${lastLine(run.output())}` };
  await rename(partial, command);
  return { command };
}

function lastLine(output: string): string {
  return output.trim().split('\n').at(-1) ?? '';
}

async function fingerprint(sources: string): Promise<string> {
  const hash = createHash('sha256');
  for (const name of (await readdir(sources)).sort()) hash.update(await readFile(path.join(sources, name)));
  return hash.digest('hex').slice(0, 12);
}
