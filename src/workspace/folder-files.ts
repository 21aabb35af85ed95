import { constants } from 'node:fs';
import { open, realpath, stat, type FileHandle } from 'node:fs/promises';
import { isAbsolute, resolve } from 'node:path';
import type { FileText, FolderFiles } from '../ports/files.ts';
import { isInside } from './inside.ts';
import { listFiles, listFilesBelow } from './list-files.ts';

/** The largest file that is read, in bytes: no flow or configuration comes near it. */
const sizeLimit = 2 * 1024 * 1024;

/** A NUL byte among the first bytes is what tells a binary file (UTF-16 too) from text. */
const sniffedBytes = 8192;

/** Files of which those of a named folder can be listed, ignored or not. */
export interface SearchableFiles extends FolderFiles {
  /** All files below a folder (relative, with `/`), whatever the `.gitignore` files above it say of it; sorted. */
  listBelow(folder: string, signal: AbortSignal): Promise<readonly string[]>;
}

/**
 * The files of the folder `root` (an absolute path) on the disk. Reading is by name, ignored or not; nothing outside
 * the folder is opened, whatever the path or a symbolic link says.
 */
export function createFolderFiles(root: string): SearchableFiles {
  let notFollowed: readonly string[] = [];
  return {
    async read(path, signal) {
      signal.throwIfAborted();
      try {
        return await readInside(root, path, signal);
      } catch (error) {
        signal.throwIfAborted();
        return failedRead(error);
      }
    },
    async list(signal) {
      const found = await listFiles(root, signal);
      notFollowed = found.notFollowed;
      return found.paths;
    },
    notFollowed: () => notFollowed,
    listBelow: (folder, signal) => listFilesBelow(root, folder, signal),
  };
}

async function readInside(root: string, path: string, signal: AbortSignal): Promise<FileText> {
  const asked = isAbsolute(path) ? resolve(path) : resolve(root, path);
  const folder = await realpath(root);
  if (!isInside(root, asked) && !isInside(folder, asked)) return { state: 'refused', reason: 'outside' };
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const real = await realpath(asked);
    if (!isInside(folder, real)) return { state: 'refused', reason: 'outside' };
    // NONBLOCK: opening a pipe must not wait for a writer. NOFOLLOW: the path may have become a link since.
    const handle = await open(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      if (await isStillAt(handle, real)) return await readText(handle, signal);
    } finally {
      await handle.close();
    }
  }
  return { state: 'refused', reason: 'unreadable' };
}

/** Whoever saves a file may put a new one in its place just then, but hardly every time. */
const attempts = 3;

/**
 * Whether what was opened is what this path still leads to, by no link: a folder on the way may have become one, to a
 * file outside, between the look at the path and the opening.
 */
async function isStillAt(handle: FileHandle, real: string): Promise<boolean> {
  if ((await realpath(real)) !== real) return false;
  const [opened, named] = await Promise.all([handle.stat({ bigint: true }), stat(real, { bigint: true })]);
  return opened.dev === named.dev && opened.ino === named.ino;
}

async function readText(handle: FileHandle, signal: AbortSignal): Promise<FileText> {
  const stat = await handle.stat();
  if (!stat.isFile()) return { state: 'refused', reason: 'unreadable' };
  if (stat.size > sizeLimit) return { state: 'refused', reason: 'too-large' };
  signal.throwIfAborted();
  const bytes = await handle.readFile({ signal });
  if (bytes.length > sizeLimit) return { state: 'refused', reason: 'too-large' };
  if (bytes.subarray(0, sniffedBytes).includes(0)) return { state: 'refused', reason: 'not-text' };
  return { state: 'text', text: bytes.toString('utf8') };
}

function failedRead(error: unknown): FileText {
  const code = errorCode(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return { state: 'absent' };
  return { state: 'refused', reason: 'unreadable' };
}

/** Node's code of a file system error, such as `ENOENT`. */
function errorCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
