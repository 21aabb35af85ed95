import { constants } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { lastIndexBefore } from '../text/last-before.ts';
import { foldName, isInside, nameInside, type PathRules } from './file-names.ts';
import { indexReader, objectNameLengths } from './git-index.ts';
import { leadsToServer, realPath } from './real-path.ts';
import type { Root } from './root.ts';

/** The files of a folder that git tracks. Paths are relative to the folder, with `/`. */
export interface TrackedFiles {
  has(path: string): boolean;
  /** Whether any file in that folder, or in one below it, is. */
  hasBelow(folder: string): boolean;
}

/** Of a folder without a repository, and of one whose index tells nothing. */
export const nothingTracked: TrackedFiles = { has: () => false, hasBelow: () => false };

/** How much is read at the most, in bytes and entries, of all indexes together: several times what Linux's own have. */
export const indexLimits = { bytes: 64 * 1024 * 1024, entries: 500_000, submodules: 200 } as const;

/** After so many entries others have their turn. */
const entriesAtOnce = 2000;
/** A file `.git` has one path in it. */
const linkLimit = 8192;
const foldersAbove = 64;

interface Gathering {
  readonly root: Root;
  /** Makes one of names that mean one file here. */
  readonly fold: (name: string) => string;
  /** Relative to the root, folded. */
  readonly paths: string[];
  readonly left: { bytes: number; entries: number; submodules: number };
  readonly signal: AbortSignal;
}

/**
 * What git's index says of the files below `root`, by the file alone: no program is run, nothing of git's configuration is
 * read. The repository is that of the folder, or of one above it; the index of a worktree or a submodule stands where its
 * file `.git` says, though not on another machine. Nothing is known where it is not there, too large, broken, or split over
 * several files. Rejects when cancelled.
 */
export async function readTrackedFiles(
  root: Root,
  ignoresCase: boolean,
  signal: AbortSignal,
): Promise<TrackedFiles> {
  const fold = ignoresCase ? foldName : (name: string) => name;
  const gathering: Gathering = { root, fold, paths: [], left: { ...indexLimits }, signal };
  const top = await repositoryAbove(root.real);
  const folder = top === null ? null : nameInside(top, root.real);
  if (top === null || folder === null) return nothingTracked;
  const isRead = await gather(gathering, top, { under: folder === '' ? '' : `${folder}/`, shown: '' });
  return isRead ? lookUpIn(gathering) : nothingTracked;
}

/** The nearest folder from this one upwards that has a `.git`; null: none has. */
async function repositoryAbove(folder: string): Promise<string | null> {
  let at = folder;
  for (let depth = 0; depth < foldersAbove; depth += 1) {
    if ((await kindOf(path.join(at, '.git'))) !== null) return at;
    const above = path.dirname(at);
    if (above === at) return null;
    at = above;
  }
  return null;
}

async function kindOf(place: string): Promise<'folder' | 'file' | null> {
  const found = await lstat(place).catch(() => null);
  if (found === null) return null;
  return found.isFile() ? 'file' : 'folder';
}

/** Which part of an index counts: what is below `under`, called by `shown` and the rest of its path. Both end with `/`. */
interface IndexPart {
  readonly under: string;
  readonly shown: string;
}

/**
 * Adds what the index of the repository at `top` (absolute) has there, and what its submodules have, to the paths. False:
 * nothing is to be known of it.
 */
async function gather(gathering: Gathering, top: string, part: IndexPart): Promise<boolean> {
  const folder = await gitFolderOf(gathering, top);
  const bytes = folder === null ? null : await readBytes(gathering, path.join(folder, 'index'));
  const entries = bytes === null ? null : await entriesIn(gathering, bytes, part);
  if (entries === null) return false;
  for (const each of entries.paths) gathering.paths.push(each);
  for (const each of entries.submodules) {
    gathering.left.submodules -= 1;
    if (gathering.left.submodules < 0) break;
    const place = path.join(top, each);
    if (!(await isOwnFolder(gathering, top, place))) continue;
    const shown = `${part.shown}${each.slice(part.under.length)}/`;
    await gather(gathering, place, { under: '', shown });
  }
  return true;
}

/** Whether the folder of a submodule is in the repository at `top`, and no link leads to it from elsewhere. */
async function isOwnFolder({ root, signal }: Gathering, top: string, place: string): Promise<boolean> {
  signal.throwIfAborted();
  if (!isInside(top, place) || (await leadsToServer(top, place, root.servers))) return false;
  const real = await realPath(place).catch(() => null);
  return real !== null && isInside(top, real);
}

/** Where git keeps what belongs to the files at `top`: the folder `.git`, or the one that a file of that name tells. */
async function gitFolderOf(gathering: Gathering, top: string): Promise<string | null> {
  const place = path.join(top, '.git');
  if ((await kindOf(place)) !== 'file') return place;
  const bytes = await readBytes(gathering, place, linkLimit);
  return bytes === null ? null : folderNamedIn(bytes.toString('utf8'), top);
}

/** The absolute path of the folder that the file `.git` of the folder `top` names; null: none that is looked into. */
export function folderNamedIn(text: string, top: string, rules: PathRules = path): string | null {
  const [, named = ''] = /^gitdir: ([^\r\n\0]+)[\r\n]*$/.exec(text) ?? [];
  // Windows' names of devices and pipes.
  const isDevice = rules.sep === '\\' && /^[\\/]{2}[.?]/.test(named);
  return named === '' || isDevice ? null : rules.resolve(top, named);
}

/** null: it is not there, no file, too large, on another machine, or cannot be read. */
async function readBytes(
  { root, left, signal }: Gathering,
  place: string,
  limit = left.bytes,
): Promise<Buffer | null> {
  signal.throwIfAborted();
  try {
    if (await leadsToServer(path.parse(place).root, place, root.servers)) return null;
    // NONBLOCK: opening a pipe must not wait for a writer.
    const handle = await open(place, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const found = await handle.stat();
      if (!found.isFile() || found.size > limit) return null;
      const bytes = await handle.readFile({ signal });
      left.bytes -= bytes.length;
      return bytes.length > limit ? null : bytes;
    } finally {
      await handle.close();
    }
  } catch {
    signal.throwIfAborted();
    return null;
  }
}

interface FoundEntries {
  /** As they are added to the paths. */
  readonly paths: readonly string[];
  /** From the repository's top on. */
  readonly submodules: readonly string[];
}

/** null: the index tells nothing. */
async function entriesIn(
  { fold, left, signal }: Gathering,
  bytes: Uint8Array,
  { under, shown }: IndexPart,
): Promise<FoundEntries | null> {
  // Which of git's two kinds of object names it has is written elsewhere; read as the other it is not whole.
  for (const length of objectNameLengths) {
    const reader = indexReader(bytes, length, under);
    const paths: string[] = [];
    const submodules: string[] = [];
    for (let entry = reader.next(); entry !== null; entry = reader.next()) {
      left.entries -= 1;
      if (left.entries < 0) return null;
      if (left.entries % entriesAtOnce === 0) {
        await setImmediate();
        signal.throwIfAborted();
      }
      if (entry === 'elsewhere') continue;
      if (entry.isSubmodule) submodules.push(entry.path);
      else paths.push(fold(shown + entry.path.slice(under.length)));
    }
    if (reader.isWhole()) return { paths, submodules };
  }
  return null;
}

function lookUpIn({ paths, fold }: Gathering): TrackedFiles {
  const sorted = paths.sort();
  const firstFrom = (path: string) => sorted[lastIndexBefore(sorted, (each) => each < path) + 1];
  return {
    has: (path) => firstFrom(fold(path)) === fold(path),
    hasBelow: (folder) => firstFrom(`${fold(folder)}/`)?.startsWith(`${fold(folder)}/`) === true,
  };
}
