import { constants, type Dirent } from 'node:fs';
import { lstat, open, readdir, stat } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { basename, dirname, join, sep } from 'node:path';
import type { FolderNotListed } from '../ports/files.ts';
import { isInside, serverOf } from './file-names.ts';
import { readIgnoreRules, type IgnoreRules } from './ignore-rules.ts';
import type { MatchSteps } from './name-patterns.ts';
import { leadsToServer, realPath } from './real-path.ts';
import { isAbsence, readRoot, type Root } from './root.ts';
import { nothingTracked, readTrackedFiles, type TrackedFiles } from './tracked-files.ts';
import { byCodeUnit } from '../text/by-code-unit.ts';
import { composedName, ignoresCaseIn, isComposed } from './true-name.ts';

/** Folders that hold no flow and no configuration of the project, and can be very large. */
export const skippedFolders: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/** Those who tell of either limit have its number in their sentences. */
const depthLimit = 64;
/** A bound for a folder opened by mistake, such as a home directory. */
const fileLimit = 100_000;

/** The largest `.gitignore` that is followed, in bytes. */
const ignoreSizeLimit = 128 * 1024;

/** Steps of matching that one list takes at the most; and after how many others have their turn. */
const stepLimit = 300_000_000;
const stepsAtOnce = 500_000;
/** After so many files and folders, too. */
const entriesAtOnce = 5000;

/** The rules of one folder's `.gitignore`. */
interface FolderRules {
  /** That folder, with a `/` at its end; empty: the root, or a folder above it. */
  readonly base: string;
  /** The way from a folder above the root down to it, with a `/` at its end; else empty. */
  readonly down: string;
  readonly rules: IgnoreRules;
}

/** What a list found. */
export interface FoundFiles {
  /** Relative to the root, with `/`, sorted. */
  readonly paths: readonly string[];
  /** Where each of them really is, absolute, but of links and of names with accents, which the disk may write otherwise. */
  readonly places: ReadonlyMap<string, string>;
  /** `.gitignore` files that were not followed, because that would be too much. */
  readonly notFollowed: readonly string[];
  /** Folders that could not be looked into, or not to their end. */
  readonly notListed: readonly FolderNotListed[];
  /** Whether names that differ in case mean one file here. */
  readonly ignoresCase: boolean;
  /** What git tracks of the root's files; its index is read once, and only where somebody asks. Rejects when cancelled. */
  readonly tracked: (signal: AbortSignal) => Promise<TrackedFiles>;
}

export const nothingFound: FoundFiles = {
  paths: [],
  places: new Map(),
  notFollowed: [],
  notListed: [],
  ignoresCase: false,
  tracked: () => Promise.resolve(nothingTracked),
};

interface Walk {
  readonly root: Root;
  readonly folder: string;
  /** Where it began, relative to the root. */
  readonly start: string;
  readonly ignoresCase: boolean;
  readonly tracked: FoundFiles['tracked'];
  readonly found: string[];
  readonly places: Map<string, string>;
  readonly notFollowed: Set<string>;
  readonly notListed: Map<string, FolderNotListed>;
  readonly steps: MatchSteps;
  /** How many were left when others last had their turn. */
  rested: number;
  /** How many files and folders were looked at. */
  entries: number;
  readonly signal: AbortSignal;
}

/**
 * All files below `root`, without what `.gitignore` files in the folder leave out and git does not track. Linked folders
 * are not entered, links to files count where they point into the folder.
 */
export async function listFiles(named: string, signal: AbortSignal): Promise<FoundFiles> {
  signal.throwIfAborted();
  const root = await rootAt(named);
  return root === null ? nothingFound : filesFrom(root, '', withoutRules, signal);
}

/**
 * The same for a folder that a user named outside of the one that is open: the `.gitignore` files above it count, too, up
 * to where its Git repository begins, unless they leave out all there is.
 */
export async function listNamedFiles(named: string, signal: AbortSignal): Promise<FoundFiles> {
  signal.throwIfAborted();
  const root = await rootAt(named);
  return root === null ? nothingFound : filesUnlessAllIgnored(root, '', rulesAboveRoot, signal);
}

/**
 * All files below one folder of the root (relative to it, with `/`), named relative to the root, sorted; without what
 * `.gitignore` files leave out in the folder, unless those above it leave out all there is. Nothing where it leads out of
 * the root.
 */
export async function listFilesBelow(named: string, below: string, signal: AbortSignal): Promise<FoundFiles> {
  signal.throwIfAborted();
  const root = await rootAt(named);
  if (root === null) return nothingFound;
  const start = join(root.real, below);
  if (!isInside(root.real, start) || (await leadsToServer(root.real, start, root.servers)))
    return nothingFound;
  const real = await realPath(start).catch(() => null);
  if (real === null || !isInside(root.real, real)) return nothingFound;
  return filesUnlessAllIgnored(root, `${below}/`, rulesAbove, signal);
}

/** null: it is not there. Rejects where nobody can tell. */
async function rootAt(named: string): Promise<Root | null> {
  try {
    return await readRoot(named);
  } catch (error) {
    if (isAbsence(error)) return null;
    throw error;
  }
}

type RulesAbove = (walking: Walk, base: string) => Promise<readonly FolderRules[]>;

const withoutRules: RulesAbove = () => Promise.resolve([]);

/** Whoever names a folder of which everything is ignored wants to see it all the same. */
async function filesUnlessAllIgnored(
  root: Root,
  base: string,
  rules: RulesAbove,
  signal: AbortSignal,
): Promise<FoundFiles> {
  const found = await filesFrom(root, base, rules, signal);
  return found.paths.length > 0 ? found : filesFrom(root, base, withoutRules, signal, found.tracked);
}

/** Those of the root, and of each folder on the way from it to `base`. */
async function rulesAbove(walking: Walk, base: string): Promise<readonly FolderRules[]> {
  let rules: readonly FolderRules[] = [];
  let above = '';
  for (const name of base.split('/').slice(0, -1)) {
    rules = await withOwnRules(walking, above, (await entriesIn(join(walking.folder, above))) ?? [], rules);
    above += `${name}/`;
  }
  return rules;
}

/** Those above the root in its Git repository; none where it is in none. */
async function rulesAboveRoot({ root, ignoresCase }: Walk): Promise<readonly FolderRules[]> {
  const rules: FolderRules[] = [];
  let folder = root.real;
  let down = '';
  for (let depth = 0; depth < depthLimit; depth += 1) {
    if (await isThere(join(folder, '.git'))) return rules.reverse();
    const above = dirname(folder);
    if (above === folder) return [];
    down = `${basename(folder)}/${down}`;
    folder = above;
    const text = await ignoreText(join(folder, '.gitignore')).catch(() => null);
    if (text !== null) rules.push({ base: '', down, rules: readIgnoreRules(text, ignoresCase) });
  }
  return [];
}

function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

async function filesFrom(
  root: Root,
  base: string,
  rulesBefore: RulesAbove,
  signal: AbortSignal,
  tracked?: FoundFiles['tracked'],
): Promise<FoundFiles> {
  const names = await readdir(root.real).catch(() => []);
  const ignoresCase = await ignoresCaseIn(root.real, names);
  const walking: Walk = {
    root,
    folder: root.real,
    start: base.slice(0, -1),
    ignoresCase,
    tracked: tracked ?? onceFor((given) => readTrackedFiles(root, ignoresCase, given)),
    found: [],
    places: new Map(),
    notFollowed: new Set(),
    notListed: new Map(),
    steps: { left: stepLimit },
    rested: stepLimit,
    entries: 0,
    signal,
  };
  await walk(walking, base, await rulesBefore(walking, base), 0);
  return {
    paths: walking.found.sort(byCodeUnit),
    places: walking.places,
    notFollowed: [...walking.notFollowed].sort(byCodeUnit),
    notListed: [...walking.notListed.values()].sort((one, other) => byCodeUnit(one.path, other.path)),
    ignoresCase,
    tracked: walking.tracked,
  };
}

/** Reads when first asked; a reading that failed or was cancelled is begun anew by who asks next. */
function onceFor(read: (signal: AbortSignal) => Promise<TrackedFiles>): FoundFiles['tracked'] {
  let known: TrackedFiles | null = null;
  return async (signal) => (known ??= await read(signal));
}

/** `inherited`: the rules of the folders above; `ignored`: one of those is left out, so that only tracked files count. */
async function walk(
  walking: Walk,
  base: string,
  inherited: readonly FolderRules[] | 'ignored',
  depth: number,
): Promise<void> {
  const { folder, found, places, signal } = walking;
  signal.throwIfAborted();
  if (depth > depthLimit) {
    leaveOut(walking, base.slice(0, -1), 'too-deep');
    return;
  }
  const entries = await entriesIn(join(folder, base));
  if (entries === null) {
    leaveOut(walking, base.slice(0, -1), 'unreadable');
    return;
  }
  const rules = inherited === 'ignored' ? inherited : await withOwnRules(walking, base, entries, inherited);
  const here = join(folder, base, sep);
  for (const entry of entries) {
    // The folder where all began holds too many, not the one in which that was found out.
    if (found.length >= fileLimit) {
      leaveOut(walking, walking.start, 'too-many');
      return;
    }
    if (isRestDue(walking)) await rest(walking);
    // Of most entries nothing is to be asked, and a wait for each would be most of the time.
    const path = base + (isComposed(entry.name) ? entry.name : await composedName(here, entry.name));
    const kind = entry.isFile() ? 'file' : await entryKindOf(here + entry.name, entry);
    if (kind === 'folder') {
      if (skippedFolders.has(entry.name) || isOnOtherMachine(walking, path)) continue;
      const ignored = rules === 'ignored' || isIgnored(walking, `${path}/`, rules);
      if (ignored && !(await walking.tracked(signal)).hasBelow(path)) continue;
      await walk(walking, `${path}/`, ignored ? 'ignored' : rules, depth + 1);
    } else if (kind !== 'other') {
      const ignored = rules === 'ignored' || isIgnored(walking, path, rules);
      if (ignored && !(await walking.tracked(signal)).has(path)) continue;
      if (kind === 'link' && !(await linksToFileInside(walking, path))) continue;
      found.push(path);
      // Accents may be written in two ways, and the disk answers in its own.
      if (kind === 'file' && path.normalize('NFD') === path) places.set(path, here + entry.name);
    }
  }
}

/** Below `/net` a look into a folder has it mounted: like a link to elsewhere, it is not entered. */
function isOnOtherMachine({ root, folder }: Walk, path: string): boolean {
  const server = serverOf(join(folder, path));
  return server !== null && !root.servers.includes(server);
}

function leaveOut({ notListed }: Walk, path: string, reason: FolderNotListed['reason']): void {
  notListed.set(path, { path, reason });
}

/** null: it cannot be looked into. What is gone meanwhile is empty. */
export async function entriesIn(folder: string): Promise<readonly Dirent[] | null> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    return isAbsence(error) ? [] : null;
  }
}

/**
 * Windows' folders in a cloud or a distributed file system look like links in a listing, and some file systems give no
 * kind there at all: those are looked at.
 */
export async function entryKindOf(
  path: string,
  entry: Dirent,
): Promise<'folder' | 'file' | 'link' | 'other'> {
  const isPlain = entry.isDirectory() || entry.isFile();
  const found = isPlain ? entry : await lstat(path).catch(() => null);
  if (found?.isDirectory() === true) return 'folder';
  if (found?.isSymbolicLink() === true) return 'link';
  return found?.isFile() === true ? 'file' : 'other';
}

/** Whether others are to have their turn: where matching took long, or much was found. */
function isRestDue(walking: Walk): boolean {
  walking.entries += 1;
  return walking.entries % entriesAtOnce === 0 || walking.rested - walking.steps.left >= stepsAtOnce;
}

async function rest(walking: Walk): Promise<void> {
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
  if (text !== null)
    return [...inherited, { base, down: '', rules: readIgnoreRules(text, walking.ignoresCase) }];
  walking.notFollowed.add(`${base}.gitignore`);
  return inherited;
}

/** null: it is too large. */
async function ignoreText(path: string): Promise<string | null> {
  // Git follows no link here, either; Windows has no NOFOLLOW.
  if (!(await lstat(path)).isFile()) return '';
  // NONBLOCK: opening a pipe must not wait for a writer.
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
  for (const { base, down, rules } of chain.toReversed()) {
    const verdict = rules.verdict(down + path.slice(base.length), steps);
    if (verdict !== null) return verdict === 'ignored';
    if (steps.left < 0) {
      notFollowed.add(`${base}.gitignore`);
      return false;
    }
  }
  return false;
}

async function linksToFileInside({ root, folder }: Walk, path: string): Promise<boolean> {
  try {
    const link = join(folder, path);
    if (await leadsToServer(folder, link, root.servers)) return false;
    const target = await realPath(link);
    return isInside(folder, target) && (await stat(target)).isFile();
  } catch {
    // A dangling link, or one in a circle: there is no file.
    return false;
  }
}
