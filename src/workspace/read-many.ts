import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readlinkSync,
  readSync,
  realpathSync,
} from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { isUtf16, measureTime } from '../host/index.ts';
import type { FileText, FolderFiles } from '../ports/files.ts';
import { isInside, pathOf } from './file-names.ts';
import { fileTextOf, sizeLimit } from './file-text.ts';
import { leadsToServer } from './real-path.ts';
import { readRoot, readRootAtOnce, type Root } from './root.ts';

/** So many files of one folder are read at one stretch, between two looks at where the folder is. */
const filesAtOnce = 200;
/** So many bytes of them, whatever they hold, the last file's aside: most files have a few thousand. */
const bytesAtOnce = 512 * 1024;

/** Where many files are read, and how. */
export interface ReadingMany {
  /** The folder's absolute path. */
  readonly root: string;
  /** Asked for whatever is not plain: links, what cannot be opened, folders that are reached by a link. */
  readonly readOne: FolderFiles['read'];
  /** In ms: then no further file is opened at the same stretch. */
  readonly longestHold: number;
  /** Whether this system opens a link whatever it is told, as Windows does; left out: as it is known to do. */
  readonly opensLinks?: boolean;
}

/**
 * Reads many files of a folder in about the time that the disk takes, and hands each to `take` in the order of `paths`, as
 * `readOne` would answer. `isOfUse`: as {@link FolderFiles} has it. Rejects with an AbortError alone.
 */
export async function readMany(
  { root, readOne, longestHold, opensLinks = path.sep === '\\' }: ReadingMany,
  paths: readonly string[],
  signal: AbortSignal,
  take: (path: string, found: FileText) => void,
  isOfUse?: IsOfUse,
): Promise<void> {
  // An editor waits for another thread to tell: a network drive that does not answer would hold it.
  const atOnce = longestHold === Infinity ? readRootAtOnce(root) : null;
  const folder = atOnce ?? (await readRoot(root).catch(() => null));
  const how: HowToRead = { longestHold, opensLinks, isOfUse };
  for (const names of groupsOf(paths)) {
    let done = 0;
    while (done < names.length) {
      signal.throwIfAborted();
      const some = names.slice(done);
      const texts = folder === null ? null : await readGroup(folder, some, how);
      const read = texts === null ? some : some.slice(0, texts.length);
      for (const [index, path] of read.entries()) {
        const found = texts?.[index] ?? (await readOne(path, signal));
        if (found !== notOfUse) take(path, found);
      }
      done += read.length;
      await setImmediate();
    }
  }
}

type IsOfUse = (bytes: string, path: string) => boolean;

interface HowToRead extends Required<Pick<ReadingMany, 'longestHold' | 'opensLinks'>> {
  readonly isOfUse: IsOfUse | undefined;
}

/** A file that nobody wants decoded. */
const notOfUse = 'not-of-use';

/** Runs of paths that are in one folder. */
function* groupsOf(paths: readonly string[]): Generator<readonly string[]> {
  let first = 0;
  while (first < paths.length) {
    const folder = folderOf(paths[first] ?? '');
    let end = first + 1;
    while (end - first < filesAtOnce && end < paths.length && folderOf(paths[end] ?? '') === folder) end += 1;
    yield paths.slice(first, end);
    first = end;
  }
}

/** With the `/` at its end; empty: the root. */
function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/') + 1);
}

/**
 * The first of these files, one at least, as many as are read at one stretch. null, of one or of all: it is to be read with
 * more care.
 */
async function readGroup(
  root: Root,
  paths: readonly string[],
  how: HowToRead,
): Promise<readonly (Found | null)[] | null> {
  const within = folderOf(paths[0] ?? '');
  const folder = pathOf(root.real, within);
  if (!isInside(root.real, folder)) return null;
  if (await leadsToServer(root.real, folder, root.servers, path, linkAt)) return null;
  if (!isPlain(folder)) return null;
  const before = how.opensLinks ? null : changesOnTheWay(root.real, folder);
  const start = path.join(folder, path.sep);
  const places = paths.map((file) => {
    const name = file.slice(within.length);
    return isPlainName(name) ? start + name : null;
  });
  const opened: (OpenedFile | null)[] = [];
  let bytes = 0;
  const begun = measureTime();
  for (const [index, name] of paths.entries()) {
    if (bytes >= bytesAtOnce) break;
    if (opened.length > 0 && measureTime() - begun >= how.longestHold) break;
    const place = places[index] ?? null;
    const file = place === null ? null : readPlain(place, name, how, before === null);
    bytes += file?.size ?? 0;
    opened.push(file);
  }
  // A folder on the way may have become a link meanwhile, and a folder again.
  if (!isPlain(folder)) return null;
  if (before !== null && before !== changesOnTheWay(root.real, folder)) return null;
  return opened.map((file, index) =>
    file !== null && isStillAt(places[index] ?? '', file) ? file.found : null,
  );
}

/** What a link leads to; null: it is none. Most folders are none, and an error takes its time. */
function linkAt(place: string): string | null {
  return lstatSync(place).isSymbolicLink() ? readlinkSync(place) : null;
}

/** In ms: no disk notes the time of a change in longer steps. */
const longestClockStep = 3000n;

/**
 * What is another text once a folder on the way from `root` to `folder` (absolute, in it) was replaced. null: one of them changed so
 * shortly ago that a further change may not show, or nobody can tell.
 */
function changesOnTheWay(root: string, folder: string): string | null {
  const now = BigInt(Date.now());
  // A folder that is renamed changes the one it is in.
  const names = path.relative(root, folder).split(path.sep).slice(0, -1);
  const changes: string[] = [];
  let at = root;
  try {
    for (const name of ['', ...names]) {
      at = path.join(at, name);
      const { ctimeMs, ctimeNs, dev, ino } = lstatSync(at, { bigint: true });
      // A mount that keeps no times may say 1970 of everything.
      if (ctimeMs <= 0n || now - ctimeMs < longestClockStep) return null;
      changes.push(`${String(dev)}:${String(ino)}:${String(ctimeNs)}`);
    }
  } catch {
    return null;
  }
  return changes.join(' ');
}

/** Whether a name stands for itself on every system, and for nothing else than something in its folder. */
function isPlainName(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && !/[\\:]/.test(name);
}

/** Whether no link is on the way to a folder. */
function isPlain(folder: string): boolean {
  try {
    return realpathSync.native(folder) === folder;
  } catch {
    return false;
  }
}

type Found = FileText | typeof notOfUse;

interface FileIdentity {
  readonly dev: bigint;
  readonly ino: bigint;
}

interface OpenedFile {
  /** What tells it from all others on this machine; null: nobody is going to ask. */
  readonly identity: FileIdentity | null;
  /** In bytes, as far as they were read. */
  readonly size: number;
  readonly found: Found;
}

/** A file that is no link. Windows signs in where a link leads: nothing is opened unseen there. */
function readPlain(
  place: string,
  name: string,
  { opensLinks, isOfUse }: HowToRead,
  isToBeKnown: boolean,
): OpenedFile | null {
  let handle: number | null = null;
  try {
    if (opensLinks && !lstatSync(place).isFile()) return null;
    handle = openSync(place, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const identity = isToBeKnown ? fstatSync(handle, { bigint: true }) : null;
    const text = readText(handle, name, isOfUse);
    return text === null ? null : { identity, ...text };
  } catch {
    return null;
  } finally {
    if (handle !== null) closeSync(handle);
  }
}

/** Files of fewer bytes, as most are, are read into one place, one after the other, and not asked first how large they are. */
const shared = Buffer.allocUnsafeSlow(64 * 1024);

/**
 * What is in a file. null: it is none. Throws as Node does, also for a folder and for a pipe, which have no places to read
 * from.
 */
function readText(
  handle: number,
  name: string,
  isOfUse: IsOfUse | undefined,
): Pick<OpenedFile, 'found' | 'size'> | null {
  const size = readUntil(handle, shared);
  if (size > 0 && size < shared.length) return { size, found: decodeWanted(shared, size, name, isOfUse) };
  // What answers nothing, or more and more, may be a device: containers hide a file behind /dev/null.
  const stat = fstatSync(handle);
  if (!stat.isFile()) return null;
  if (size === 0) return { size, found: decodeWanted(shared, size, name, isOfUse) };
  if (stat.size > sizeLimit) return { size, found: { state: 'refused', reason: 'too-large' } };
  const bytes = Buffer.allocUnsafeSlow(stat.size);
  return { size: stat.size, found: decodeWanted(bytes, readUntil(handle, bytes), name, isOfUse) };
}

/** Reads a file from its start until it ends, or `bytes` is full; how much there was, in bytes. */
function readUntil(handle: number, bytes: Buffer): number {
  let length = 0;
  let more = -1;
  while (more !== 0 && length < bytes.length) {
    more = readSync(handle, bytes, length, bytes.length - length, length);
    length += more;
  }
  return length;
}

function decodeWanted(bytes: Buffer, length: number, name: string, isOfUse: IsOfUse | undefined): Found {
  const isLeftOut =
    isOfUse !== undefined && !isUtf16(bytes) && !isOfUse(bytes.toString('latin1', 0, length), name);
  return isLeftOut ? notOfUse : fileTextOf(bytes.subarray(0, length));
}

function isStillAt(file: string, { identity }: OpenedFile): boolean {
  if (identity === null) return true;
  try {
    const named = lstatSync(file, { bigint: true });
    return named.isFile() && named.dev === identity.dev && named.ino === identity.ino;
  } catch {
    return false;
  }
}
