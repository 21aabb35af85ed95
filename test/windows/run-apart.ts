import { spawn } from 'node:child_process';
import { mkdtemp, open, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { removeFolder } from '../processes/remove-folder.ts';
import { projectFolder } from '../vscode/releases.ts';

/** What a program did. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/**
 * Runs a program in the project's folder with nothing but this environment, its two outputs told apart. They are files,
 * since Node for Windows does not write to wine's pipes.
 */
export async function runApart(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Ran> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kestra-secrets-windows-'));
  const [out, err] = [path.join(folder, 'out'), path.join(folder, 'err')];
  const sinks = await Promise.all([open(out, 'w'), open(err, 'w')]);
  try {
    const code = await new Promise<number>((resolve, reject) => {
      const stdio = ['ignore' as const, ...sinks.map(({ fd }) => fd)];
      const child = spawn(file, args, { cwd: projectFolder, env, stdio });
      child.on('error', reject);
      child.on('close', (ended) => resolve(ended ?? -1));
    });
    return { code, out: await readFile(out, 'utf8'), err: await readFile(err, 'utf8') };
  } finally {
    await Promise.all(sinks.map((sink) => sink.close()));
    await removeFolder(folder);
  }
}
