import type { Dirent } from 'node:fs';
import path from 'node:path';
import { foldName, type PathRules } from './file-names.ts';
import { entriesIn, entryKindOf, skippedFolders } from './list-files.ts';
import { matchesName, patternOf, type Pattern } from './name-patterns.ts';
import { ignoresCaseIn } from './true-name.ts';

/** Folders in folders, so that no file system without an end is followed to it. */
const depthLimit = 64;

/** A path with `*`, `?` or `**` in it. */
export interface PathPattern {
  /** The absolute path of the folder from which on its names count. */
  readonly start: string;
  readonly names: readonly string[];
}

/**
 * Reads what `given` means from the folder `from` on (absolute): `*` and `?` as a shell has them, `**` for any number of
 * folders; nothing else, since brackets are found in names. null: it has none of them.
 */
export function readPathPattern(from: string, given: string, rules: PathRules = path): PathPattern | null {
  const { root } = rules.parse(given);
  const names = given
    .slice(root.length)
    .split(rules.sep === '\\' ? /[\\/]+/ : /\/+/)
    .filter((name) => name !== '');
  if (!names.some(isPattern)) return null;
  // `\\?\C:\` would lose its last backslash, and be the drive itself.
  const isWhole = root.length > 1 && rules.isAbsolute(root);
  return { start: isWhole ? root : rules.resolve(from, root), names };
}

/**
 * The absolute paths of the files, folders and links that are as the pattern says, ignored or not; as in a shell, none
 * whose name begins with a dot where the pattern's does not. Folders are entered where `mayEnter` says so, links on the
 * way only where they are written out. Sorted within each folder. Rejects when cancelled.
 */
export async function pathsMatching(
  { start, names }: PathPattern,
  mayEnter: (folder: string) => Promise<boolean>,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const found = new Set<string>();
  await follow(start, names, 0);
  return [...found];

  async function follow(folder: string, names: readonly string[], depth: number): Promise<void> {
    signal.throwIfAborted();
    const [name, ...rest] = names;
    if (name === undefined) return void found.add(folder);
    if (!isPattern(name)) return follow(path.join(folder, name), rest, depth);
    if (depth > depthLimit || !(await mayEnter(folder))) return;
    if (name === '**') await follow(folder, rest.length === 0 ? ['*'] : rest, depth);
    for (const entry of await entriesLike(folder, name)) {
      const place = path.join(folder, entry.name);
      const isLast = rest.length === 0 && name !== '**';
      if (!isLast && (await entryKindOf(place, entry)) !== 'folder') continue;
      if (name !== '**') await follow(place, rest, depth + 1);
      else if (!skippedFolders.has(entry.name)) await follow(place, names, depth + 1);
    }
  }
}

function isPattern(name: string): boolean {
  return /[*?]/.test(name);
}

async function entriesLike(folder: string, name: string): Promise<readonly Dirent[]> {
  const entries = (await entriesIn(folder)) ?? [];
  const ignoresCase = await ignoresCaseIn(
    folder,
    entries.map((entry) => entry.name),
  );
  const fold = (written: string) => (ignoresCase ? foldName(written) : written.normalize('NFC'));
  const pattern = patternOf(fold(name).replaceAll('[', '\\['));
  return entries
    .filter((entry) => name.startsWith('.') || !entry.name.startsWith('.'))
    .filter((entry) => isLike(fold(entry.name), pattern))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

function isLike(name: string, pattern: Pattern): boolean {
  return matchesName(pattern, name, { left: Infinity });
}
