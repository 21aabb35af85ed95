import { realpathSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { errorCode } from './error-code.ts';
import { serverOf } from './file-names.ts';
import { realPath } from './real-path.ts';

/** A folder as it is named, and as the disk has it. */
export interface Root {
  readonly named: string;
  /** Without links, in its true case. */
  readonly real: string;
  /** The machines on which it is; null stands for this one. */
  readonly servers: readonly (string | null)[];
}

/** Finds out where a folder really is. Rejects as Node does where it is not there, or nobody can tell. */
export async function readRoot(named: string): Promise<Root> {
  return rootOf(named, await realPath(named));
}

/** The same without waiting for another thread, which takes several times as long. null: it is to be waited for. */
export function readRootAtOnce(named: string): Root | null {
  try {
    return rootOf(named, realpathSync.native(named));
  } catch {
    return null;
  }
}

function rootOf(named: string, real: string): Root {
  return { named, real, servers: [serverOf(named), serverOf(real)] };
}

/** A folder that a user named, absolute; or why it cannot be worked in. */
export type OpenedRoot = { readonly root: string } | { readonly problem: RootProblem };

export type RootProblem = 'absent' | 'no-folder' | 'not-resolved' | 'unreadable';

/** Looks at the folder that `given` names from where the process runs. Never rejects. */
export async function openRoot(given: string): Promise<OpenedRoot> {
  const root = resolve(given);
  try {
    if (!(await stat(root)).isDirectory()) return { problem: 'no-folder' };
  } catch (error) {
    return { problem: isAbsence(error) ? 'absent' : 'unreadable' };
  }
  try {
    await realPath(root);
  } catch {
    return { problem: 'not-resolved' };
  }
  return readdir(root).then(
    () => ({ root }),
    () => ({ problem: 'unreadable' }),
  );
}

/** Whether an error says that nothing is there. */
export function isAbsence(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '');
}
