import { build } from 'esbuild';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { production } from '../../../esbuild.options.js';
import { bareEnvironment } from '../../processes/homes.ts';

export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly cwd?: string;
  /** Besides PATH: the command sees no other environment, and an empty home. */
  readonly env?: Readonly<Record<string, string>>;
  /** Gets the running process, to do something to it. */
  readonly meanwhile?: (child: ChildProcess) => void;
  /** An open file that takes standard output. */
  readonly stdout?: number;
}

let bundled: Promise<string> | undefined;

/** The command line as it is shipped, run by node alone. Made once for all suites. */
async function bundle(): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'kestra-secrets-cli-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  await build({
    ...production,
    entryPoints: { cli: 'src/cli/main.ts' },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
  });
  return path.join(folder, 'cli.mjs');
}

/** Runs `kestra-secrets` with these arguments, as a process of its own. */
export async function kestraSecrets(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  bundled ??= bundle();
  const cli = await bundled;
  const home = path.dirname(cli);
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, ...args], {
      cwd: options.cwd ?? home,
      env: { ...bareEnvironment(home), ...options.env },
      stdio: ['ignore', options.stdout ?? 'pipe', 'pipe'],
    });
    let out = '';
    let err = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? -1, out, err }));
    options.meanwhile?.(child);
  });
}

/** A temporary folder with these files; `remove` takes it away again. */
export async function folderOf(
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<{ readonly root: string; readonly remove: () => Promise<void> }> {
  const root = await mkdtemp(path.join(tmpdir(), 'kestra-secrets-folder-'));
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(root, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  return { root, remove: () => rm(root, { recursive: true, force: true }) };
}

export const base64 = (text: string) => Buffer.from(text).toString('base64');
