import ignore, { type Ignore } from 'ignore';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dirent } from 'node:fs';
import { isInside } from './inside.ts';

/** Folders that hold no flow and no configuration of the project, and can be very large. */
const skippedFolders: ReadonlySet<string> = new Set(['.git', 'node_modules']);

const depthLimit = 64;
/** A bound for a folder opened by mistake, such as a home directory. */
const fileLimit = 100_000;

/** The rules of one folder's `.gitignore`; `base` is that folder, with a `/` at its end, or empty. */
interface IgnoreRules {
  readonly base: string;
  readonly rules: Ignore;
}

/**
 * All files below `root` as paths relative to it with `/`, sorted; without what `.gitignore` files in the folder
 * leave out. Linked folders are not entered, links to files count where they point into the folder.
 */
export async function listFiles(root: string, signal: AbortSignal): Promise<readonly string[]> {
  signal.throwIfAborted();
  const found: string[] = [];
  const folder = await realpath(root).catch(() => null);
  if (folder !== null) await walk(folder, '', [], 0, found, signal);
  return found.sort(byCodeUnit);
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
  const found: string[] = [];
  const folder = await realpath(root).catch(() => null);
  const start = folder === null ? null : await realpath(join(folder, below)).catch(() => null);
  if (folder !== null && start !== null && isInside(folder, start)) {
    await walk(folder, `${below}/`, [], 0, found, signal);
  }
  return found.sort(byCodeUnit);
}

/** Sorts texts the same way on every machine. */
export function byCodeUnit(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

async function walk(
  folder: string,
  base: string,
  inherited: readonly IgnoreRules[],
  depth: number,
  found: string[],
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  if (depth > depthLimit) return;
  const entries = await readdir(join(folder, base), { withFileTypes: true }).catch((): Dirent[] => []);
  const rules = await withOwnRules(folder, base, entries, inherited);
  for (const entry of entries) {
    if (found.length >= fileLimit) return;
    const path = base + entry.name;
    if (entry.isDirectory()) {
      if (skippedFolders.has(entry.name) || isIgnored(`${path}/`, rules)) continue;
      await walk(folder, `${path}/`, rules, depth + 1, found, signal);
    } else if (
      !isIgnored(path, rules) &&
      (entry.isFile() || (await linksToFileInside(folder, path, entry)))
    ) {
      found.push(path);
    }
  }
}

async function withOwnRules(
  folder: string,
  base: string,
  entries: readonly Dirent[],
  inherited: readonly IgnoreRules[],
): Promise<readonly IgnoreRules[]> {
  if (!entries.some((entry) => entry.name === '.gitignore' && entry.isFile())) return inherited;
  const text = await readFile(join(folder, base, '.gitignore'), 'utf8').catch(() => '');
  return [...inherited, { base, rules: ignore().add(text) }];
}

/** The nearest `.gitignore` that says anything of `path` decides, as in git. */
function isIgnored(path: string, chain: readonly IgnoreRules[]): boolean {
  for (const { base, rules } of chain.toReversed()) {
    const verdict = rules.test(path.slice(base.length));
    if (verdict.ignored) return true;
    if (verdict.unignored) return false;
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
