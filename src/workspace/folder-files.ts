import { constants } from 'node:fs';
import { lstat, open, stat, type FileHandle } from 'node:fs/promises';
import type { FileText, FolderFiles } from '../ports/files.ts';
import { decodeText, encodeText, replaceWhole } from '../host/index.ts';
import { isInside, pathOf } from './file-names.ts';
import { fileTextOf, sizeLimit } from './file-text.ts';
import type { FoundFiles } from './list-files.ts';
import { leadsToServer, realPath } from './real-path.ts';
import { isAbsence, readRoot, type Root } from './root.ts';
import { nameIn } from './true-name.ts';

/** Files of which those of a named folder can be listed, ignored or not. */
export interface SearchableFiles extends FolderFiles {
  /** All files below a folder (relative, with `/`), even where the `.gitignore` files above it say nothing else; sorted. */
  listBelow(folder: string, signal: AbortSignal): Promise<readonly string[]>;
  /**
   * Writes a text in the place of the one that was read from a file. The file stays the same one, with its mode and its
   * encoding. Nothing is written where it is not in the folder, or holds another text by now. Rejects when cancelled.
   */
  rewrite(path: string, before: string, after: string, signal: AbortSignal): Promise<Rewriting>;
}

/** What came of writing a file. `changed`: it holds another text than the one that was read. */
export type Rewriting = 'written' | 'changed' | 'outside' | 'unwritable';

/**
 * The files of the folder `root` (an absolute path) on the disk. Reading is by name, ignored or not; nothing outside
 * the folder is opened, whatever the path or a symbolic link says. `longestHold`: of many files no further one is read at one
 * stretch after so many ms.
 */
export function createFolderFiles(root: string, longestHold = Infinity): SearchableFiles {
  return filesOf(root, async (signal) => (await listing()).listFiles(root, signal), longestHold);
}

/** Those of a folder that a user named by hand: the `.gitignore` files above it count as well. */
export function createNamedFiles(root: string): SearchableFiles {
  return filesOf(root, async (signal) => (await listing()).listNamedFiles(root, signal), Infinity);
}

/** Loaded when the first folder is looked through. */
const listing = () => import('./list-files.ts');

function filesOf(
  root: string,
  listAll: (signal: AbortSignal) => Promise<FoundFiles>,
  longestHold: number,
): SearchableFiles {
  let last: FoundFiles | null = null;
  const read: FolderFiles['read'] = async (path, signal) => {
    signal.throwIfAborted();
    try {
      return await readInside(root, path, signal);
    } catch (error) {
      signal.throwIfAborted();
      return failedRead(error);
    }
  };
  return {
    read,
    async readMany(paths, signal, take, isOfUse) {
      // Loaded when many are read.
      const { readMany } = await import('./read-many.ts');
      return readMany({ root, readOne: read, longestHold }, paths, signal, take, isOfUse);
    },
    async list(signal) {
      last = await listAll(signal);
      return last.paths;
    },
    notFollowed: () => last?.notFollowed ?? [],
    notListed: () => last?.notListed ?? [],
    ignoresCase: () => last?.ignoresCase ?? false,
    nameOf: (path, signal) => resolveBy(nameIn, root, path, signal),
    placeOf: (path, signal) => last?.places.get(path) ?? resolveBy(placeIn, root, path, signal),
    isTracked: async (path, signal) => (await last?.tracked(signal))?.has(path) === true,
    isFolder: (path, signal) => isFolderAt(root, path, signal),
    async rewrite(path, before, after, signal) {
      signal.throwIfAborted();
      try {
        return await rewriteInside(root, path, before, after);
      } catch (error) {
        return isAbsence(error) ? 'changed' : 'unwritable';
      }
    },
    async listBelow(folder, signal) {
      const { listFilesBelow, nothingFound } = await listing();
      const found = await listFilesBelow(root, folder, signal);
      const before = last ?? nothingFound;
      const notListed = new Map([...before.notListed, ...found.notListed].map((each) => [each.path, each]));
      last = { ...before, notListed: [...notListed.values()] };
      return found.paths;
    },
  };
}

/** What `resolve` makes of a path of the folder; the path itself where that is not to be known. */
async function resolveBy(
  resolve: (root: Root, file: string) => Promise<string | null>,
  root: string,
  path: string,
  signal: AbortSignal,
): Promise<string> {
  signal.throwIfAborted();
  try {
    const folder = await readRoot(root);
    const asked = pathOf(root, path);
    // What is outside is not even resolved: on Windows that alone signs in to the machine that the path names.
    if (await leadsAway(folder, asked)) return path;
    return (await resolve(folder, asked)) ?? path;
  } catch {
    signal.throwIfAborted();
    return path;
  }
}

async function isFolderAt(root: string, path: string, signal: AbortSignal): Promise<boolean> {
  signal.throwIfAborted();
  try {
    const asked = pathOf(root, path);
    const folder = await readRoot(root);
    if (await leadsAway(folder, asked)) return false;
    return isInside(folder.real, await realPath(asked)) && (await lstat(asked)).isDirectory();
  } catch {
    signal.throwIfAborted();
    return false;
  }
}

async function placeIn(root: Root, file: string): Promise<string | null> {
  const real = await realPath(file);
  return isInside(root.real, real) ? real : null;
}

async function readInside(root: string, path: string, signal: AbortSignal): Promise<FileText> {
  const opened = await openInside(root, path, constants.O_RDONLY, (handle) => readText(handle, signal));
  return typeof opened === 'string' ? { state: 'refused', reason: opened } : opened.result;
}

async function rewriteInside(root: string, path: string, before: string, after: string): Promise<Rewriting> {
  const opened = await openInside(root, path, constants.O_RDWR, async (handle): Promise<Rewriting> => {
    const bytes = await handle.readFile();
    if (decodeText(bytes) !== before) return 'changed';
    // Bytes that are no text would become others.
    if (Buffer.compare(encodeText(before, bytes), bytes) !== 0) return 'unwritable';
    return (await replaceWhole(handle, bytes, encodeText(after, bytes))) ? 'written' : 'unwritable';
  });
  if (typeof opened !== 'string') return opened.result;
  return opened === 'outside' ? 'outside' : 'unwritable';
}

/** Opens a file of the folder for `use`, and closes it; or says why it was not opened. Rejects as Node does. */
async function openInside<T>(
  root: string,
  path: string,
  access: number,
  use: (handle: FileHandle) => Promise<T>,
): Promise<{ readonly result: T } | 'outside' | 'unreadable'> {
  const asked = pathOf(root, path);
  const folder = await readRoot(root);
  if (await leadsAway(folder, asked)) return 'outside';
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const real = await realPath(asked);
    if (!isInside(folder.real, real)) return 'outside';
    // NONBLOCK: opening a pipe must not wait for a writer. NOFOLLOW: the path may have become a link since.
    const handle = await open(real, access | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      if (await isStillAt(handle, real)) return { result: await use(handle) };
    } finally {
      await handle.close();
    }
  }
  return 'unreadable';
}

/** Whether the path alone, or a link on it, leads out of the folder, as far as that is seen without resolving it. */
async function leadsAway(folder: Root, asked: string): Promise<boolean> {
  const start = [folder.named, folder.real].find((each) => isInside(each, asked));
  return start === undefined || (await leadsToServer(start, asked, folder.servers));
}

/** Whoever saves a file may put a new one in its place just then, but hardly every time. */
const attempts = 3;

/**
 * Whether what was opened is what this path still leads to, by no link: a folder on the way may have become one, to a
 * file outside, between the look at the path and the opening.
 */
async function isStillAt(handle: FileHandle, real: string): Promise<boolean> {
  if ((await realPath(real)) !== real) return false;
  const [opened, named] = await Promise.all([handle.stat({ bigint: true }), stat(real, { bigint: true })]);
  return opened.dev === named.dev && opened.ino === named.ino;
}

async function readText(handle: FileHandle, signal: AbortSignal): Promise<FileText> {
  const stat = await handle.stat();
  if (!stat.isFile()) return { state: 'refused', reason: 'unreadable' };
  if (stat.size > sizeLimit) return { state: 'refused', reason: 'too-large' };
  signal.throwIfAborted();
  return fileTextOf(await handle.readFile({ signal }));
}

function failedRead(error: unknown): FileText {
  return isAbsence(error) ? { state: 'absent' } : { state: 'refused', reason: 'unreadable' };
}
