import { constants, type Dirent } from 'node:fs';
import { open, readdir, realpath, stat } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { join } from 'node:path';
import { readIgnoreRules, type IgnoreRules, type IgnoreSteps } from './ignore-rules.ts';
import { isInside } from './inside.ts';

/** Folders that hold no flow and no configuration of the project, and can be very large. */
const skippedFolders: ReadonlySet<string> = new Set(['.git', 'node_modules']);

const depthLimit = 64;
/** A bound for a folder opened by mistake, such as a home directory. */
const fileLimit = 100_000;

/** The largest `.gitignore` that is followed, in bytes. */
const ignoreSizeLimit = 128 * 1024;

/** Steps of matching that one list takes at the most; and after how many others have their turn. */
const stepLimit = 300_000_000;
const stepsAtOnce = 500_000;

/** The rules of one folder's `.gitignore`; `base` is that folder, with a `/` at its end, or empty. */
interface FolderRules {
  readonly base: string;
  readonly rules: IgnoreRules;
}

/** What a list found. */
export interface FoundFiles {
  /** Relative to the root, with `/`, sorted. */
  readonly paths: readonly string[];
  /** `.gitignore` files that were not followed, because that would be too much. */
  readonly notFollowed: readonly string[];
}

interface Walk {
  readonly folder: string;
  readonly found: string[];
  readonly notFollowed: Set<string>;
  readonly steps: IgnoreSteps;
  /** How many were left when others last had their turn. */
  rested: number;
  readonly signal: AbortSignal;
}

/**
 * All files below `root`, without what `.gitignore` files in the folder leave out. Linked folders are not entered, links
 * to files count where they point into the folder.
 */
export async function listFiles(root: string, signal: AbortSignal): Promise<FoundFiles> {
  signal.throwIfAborted();
  const folder = await realpath(root).catch(() => null);
  return filesFrom(folder, '', signal);
}

/**
 * All files below one folder of `root` (relative to it, with `/`) as paths relative to the root, sorted; without what
 * `.gitignore` files in that very folder leave out, those above it left aside. Empty where it leads out of the root.
 */
export async function listFilesBelow(
  root: string,
  below: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  signal.throwIfAborted();
  const folder = await realpath(root).catch(() => null);
  const start = folder === null ? null : await realpath(join(folder, below)).catch(() => null);
  const isThere = folder !== null && start !== null && isInside(folder, start);
  return (await filesFrom(isThere ? folder : null, `${below}/`, signal)).paths;
}

async function filesFrom(folder: string | null, base: string, signal: AbortSignal): Promise<FoundFiles> {
  if (folder === null) return { paths: [], notFollowed: [] };
  const walking: Walk = {
    folder,
    found: [],
    notFollowed: new Set(),
    steps: { left: stepLimit },
    rested: stepLimit,
    signal,
  };
  await walk(walking, base, [], 0);
  return { paths: walking.found.sort(byCodeUnit), notFollowed: [...walking.notFollowed].sort(byCodeUnit) };
}

/** Sorts texts the same way on every machine. */
export function byCodeUnit(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

async function walk(
  walking: Walk,
  base: string,
  inherited: readonly FolderRules[],
  depth: number,
): Promise<void> {
  const { folder, found, signal } = walking;
  signal.throwIfAborted();
  if (depth > depthLimit) return;
  const entries = await readdir(join(folder, base), { withFileTypes: true }).catch((): Dirent[] => []);
  const rules = await withOwnRules(walking, base, entries, inherited);
  for (const entry of entries) {
    if (found.length >= fileLimit) return;
    await rest(walking);
    const path = base + entry.name;
    if (entry.isDirectory()) {
      if (skippedFolders.has(entry.name) || isIgnored(walking, `${path}/`, rules)) continue;
      await walk(walking, `${path}/`, rules, depth + 1);
    } else if (
      !isIgnored(walking, path, rules) &&
      (entry.isFile() || (await linksToFileInside(folder, path, entry)))
    ) {
      found.push(path);
    }
  }
}

/** Lets others have their turn where matching took long. */
async function rest(walking: Walk): Promise<void> {
  if (walking.rested - walking.steps.left < stepsAtOnce) return;
  walking.rested = walking.steps.left;
  await setImmediate();
  walking.signal.throwIfAborted();
}

async function withOwnRules(
  walking: Walk,
  base: string,
  entries: readonly Dirent[],
  inherited: readonly FolderRules[],
): Promise<readonly FolderRules[]> {
  if (!entries.some((entry) => entry.name === '.gitignore' && entry.isFile())) return inherited;
  const text = await ignoreText(join(walking.folder, base, '.gitignore')).catch(() => '');
  if (text !== null) return [...inherited, { base, rules: readIgnoreRules(text) }];
  walking.notFollowed.add(`${base}.gitignore`);
  return inherited;
}

/** null: it is too large. */
async function ignoreText(path: string): Promise<string | null> {
  // NONBLOCK: opening a pipe must not wait for a writer. NOFOLLOW: git follows no link here, either.
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const found = await handle.stat();
    if (!found.isFile()) return '';
    return found.size > ignoreSizeLimit ? null : await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
}

/** The nearest `.gitignore` that says anything of `path` decides, as in git. */
function isIgnored({ steps, notFollowed }: Walk, path: string, chain: readonly FolderRules[]): boolean {
  if (steps.left < 0) return false;
  for (const { base, rules } of chain.toReversed()) {
    const verdict = rules.verdict(path.slice(base.length), steps);
    if (verdict !== null) return verdict === 'ignored';
    if (steps.left < 0) {
      notFollowed.add(`${base}.gitignore`);
      return false;
    }
  }
  return false;
}

async function linksToFileInside(folder: string, path: string, entry: Dirent): Promise<boolean> {
  if (!entry.isSymbolicLink()) return false;
  try {
    const target = await realpath(join(folder, path));
    return isInside(folder, target) && (await stat(target)).isFile();
  } catch {
    // A dangling link, or one in a circle: there is no file.
    return false;
  }
}
