import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

export interface Wanted {
  /** For sentences: "OpenBao". */
  readonly what: string;
  readonly requirements: readonly string[];
  /** Whether what the requirements need is installed with them. */
  readonly dependencies: boolean;
  /** A file of the folder that is there when it is whole. */
  readonly proof: string;
}

/** Where such a folder is, and the Python that runs what is in it. */
export interface PythonTool {
  readonly python: string;
  readonly folder: string;
}

const run = promisify(execFile);

/**
 * Puts Python packages into a folder, once; later calls find it there. Several processes may install at the same time:
 * each fetches into a folder of its own, and the first rename wins. Returns why it did not work, in one sentence.
 */
export async function installByPip(wanted: Wanted, folder: string): Promise<string | null> {
  const proof = path.join(folder, wanted.proof);
  if (existsSync(proof)) return null;
  const partial = `${folder}.${String(process.pid)}`;
  try {
    await mkdir(path.dirname(folder), { recursive: true });
    const reason = await fetchInto(partial, wanted);
    if (reason !== null) return reason;
    await rename(partial, folder).catch((error: unknown) => {
      if (!existsSync(proof)) throw error;
    });
    return null;
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

async function fetchInto(directory: string, wanted: Wanted): Promise<string | null> {
  const requirements = wanted.requirements.join(' ');
  const python = await findPython();
  if (python === null) {
    return `${wanted.what} needs Python’s pip, and ${pythons(process.platform).join(', ')} do not have it: ${howToGetPip(process.platform)}.`;
  }
  const options = [
    '--quiet',
    '--disable-pip-version-check',
    '--no-input',
    ...(wanted.dependencies ? [] : ['--no-deps']),
    '--only-binary=:all:',
  ];
  try {
    const args = ['-m', 'pip', 'install', ...options, '--target', directory, ...wanted.requirements];
    await run(python, args, { timeout: 300_000 });
  } catch (error) {
    return `pip could not install ${requirements}: ${lastLine(error)}`;
  }
  return existsSync(path.join(directory, wanted.proof))
    ? null
    : `${requirements} holds no server for this platform.`;
}

/** The Python that has pip; null: there is none. */
export async function findPython(): Promise<string | null> {
  for (const python of pythons(process.platform)) {
    try {
      await run(python, ['-m', 'pip', '--version'], { timeout: 30_000 });
      return python;
    } catch {
      // The next one.
    }
  }
  return null;
}

function howToGetPip(platform: NodeJS.Platform): string {
  return platform === 'linux' ? 'install python3-pip' : 'install Python from python.org';
}

/** Python's names; on Windows, `python3` may open the shop where one could be bought, and comes last. */
export function pythons(platform: NodeJS.Platform): readonly string[] {
  return platform === 'win32' ? ['py', 'python', 'python3'] : ['python3', 'python'];
}

function lastLine(error: unknown): string {
  const output = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
  return output.trim().split('\n').at(-1) ?? 'no output';
}
