import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, realpathSync } from 'node:fs';
import { posix } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { FileText, FolderFiles } from '../ports/files.ts';
import { isInside, pathOf } from './file-names.ts';
import { fileTextOf, sizeLimit } from './file-text.ts';
import { leadsToServer } from './real-path.ts';
import { readRoot, type Root } from './root.ts';

/** So many files of one folder are read at one stretch, between two looks at where the folder is. */
const filesAtOnce = 200;
/** So many bytes of them, the last file's aside: most files have a few thousand. */
const bytesAtOnce = 512 * 1024;

/**
 * Reads many files of the folder `root` (absolute) in about the time that the disk takes, and hands each to `take` in the
 * order of `paths`. It answers as `readOne` does, which is asked for whatever is not plain: links, what cannot be opened,
 * folders that are reached by a link. Rejects with an AbortError alone.
 */
export async function readMany(
  root: string,
  paths: readonly string[],
  readOne: FolderFiles['read'],
  signal: AbortSignal,
  take: (path: string, found: FileText) => void,
): Promise<void> {
  const folder = await readRoot(root).catch(() => null);
  for (const names of groupsOf(paths)) {
    let done = 0;
    while (done < names.length) {
      signal.throwIfAborted();
      const some = names.slice(done);
      const texts = folder === null ? null : await readGroup(folder, some);
      const read = texts === null ? some : some.slice(0, texts.length);
      for (const [index, path] of read.entries()) {
        take(path, texts?.[index] ?? (await readOne(path, signal)));
      }
      done += read.length;
      await setImmediate();
    }
  }
}

/** The same for files that may have no way of their own to read many. */
export async function readEach(
  files: FolderFiles,
  paths: readonly string[],
  signal: AbortSignal,
  take: (path: string, found: FileText) => void,
): Promise<void> {
  if (files.readMany !== undefined) return files.readMany(paths, signal, take);
  for (const path of paths) take(path, await files.read(path, signal));
}

/** Runs of paths that are in one folder. */
function* groupsOf(paths: readonly string[]): Generator<readonly string[]> {
  let first = 0;
  while (first < paths.length) {
    const folder = posix.dirname(paths[first] ?? '');
    let end = first + 1;
    while (end - first < filesAtOnce && end < paths.length && posix.dirname(paths[end] ?? '') === folder)
      end += 1;
    yield paths.slice(first, end);
    first = end;
  }
}

/**
 * The first of these files, one at least, as many as are read at one stretch. null, of one or of all: it is to be read with
 * more care.
 */
async function readGroup(root: Root, paths: readonly string[]): Promise<readonly (FileText | null)[] | null> {
  const folder = pathOf(root.real, posix.dirname(paths[0] ?? ''));
  if (!isInside(root.real, folder) || (await leadsToServer(root.real, folder, root.servers))) return null;
  if (!isPlain(folder)) return null;
  const places = paths.map((path) => pathOf(folder, posix.basename(path)));
  const opened: (OpenedFile | null)[] = [];
  let bytes = 0;
  for (const place of places) {
    if (bytes >= bytesAtOnce) break;
    const file = isInside(folder, place) ? readPlain(place) : null;
    bytes += file?.size ?? 0;
    opened.push(file);
  }
  // A folder on the way may have become a link meanwhile.
  if (!isPlain(folder)) return null;
  return opened.map((file, index) =>
    file !== null && isStillAt(places[index] ?? '', file) ? file.found : null,
  );
}

/** Whether no link is on the way to a folder. */
function isPlain(folder: string): boolean {
  try {
    return realpathSync.native(folder) === folder;
  } catch {
    return false;
  }
}

interface OpenedFile {
  readonly dev: bigint;
  readonly ino: bigint;
  /** In bytes, of what was read. */
  readonly size: number;
  readonly found: FileText;
}

/** A file that is no link. Where the system opens links all the same, what is compared afterwards tells it. */
function readPlain(file: string): OpenedFile | null {
  let handle: number | null = null;
  try {
    handle = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const stat = fstatSync(handle, { bigint: true });
    if (!stat.isFile()) return null;
    const found = readText(handle, Number(stat.size));
    const size = found.state === 'text' ? Number(stat.size) : 0;
    return { dev: stat.dev, ino: stat.ino, size, found };
  } catch {
    return null;
  } finally {
    if (handle !== null) closeSync(handle);
  }
}

/** So much of it as was there when it was opened. */
function readText(handle: number, size: number): FileText {
  if (size > sizeLimit) return { state: 'refused', reason: 'too-large' };
  const bytes = new Uint8Array(size);
  let length = 0;
  let read = -1;
  while (read !== 0 && length < size) {
    read = readSync(handle, bytes, length, size - length, null);
    length += read;
  }
  return fileTextOf(bytes.subarray(0, length));
}

function isStillAt(file: string, { dev, ino }: OpenedFile): boolean {
  try {
    const named = lstatSync(file, { bigint: true });
    return named.isFile() && named.dev === dev && named.ino === ino;
  } catch {
    return false;
  }
}
