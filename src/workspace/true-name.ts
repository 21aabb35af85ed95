import { lstat, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { foldName, nameInside, pathOf } from './file-names.ts';
import { leadsToServer, realPath } from './real-path.ts';
import type { Root } from './root.ts';

/**
 * The one name of a file of the folder, by its absolute path: in the case in which the disk has it, accents composed
 * where the disk finds it so; a link keeps its own name. null: it is outside. Rejects where nothing is there.
 */
export async function nameIn(root: Root, file: string): Promise<string | null> {
  const start = [root.named, root.real].find((folder) => nameInside(folder, file) !== null);
  const name = start === undefined ? null : nameInside(start, file);
  if (start !== undefined && (await leadsToServer(start, file, root.servers))) return null;
  const real = nameInside(root.real, await realPath(file));
  if (name === null) return real === null ? null : composedName(root.real, real);
  if (name === '') return '';
  if (real !== null && foldName(real) === foldName(name)) return composedName(root.real, real);
  // A link is on the way.
  const folder = (await nameIn(root, dirname(file))) ?? '';
  const own = await nameAmong(dirname(file), basename(file));
  return composedName(root.real, folder === '' ? own : `${folder}/${own}`);
}

async function nameAmong(folder: string, name: string): Promise<string> {
  const names = await readdir(folder);
  if (names.includes(name)) return name;
  return names.find((each) => foldName(each) === foldName(name)) ?? name;
}

/** Whether a name has its accents composed already, or has none. */
export function isComposed(name: string): boolean {
  return name.normalize('NFC') === name;
}

/** A name with its accents composed, as people type them, where the disk finds the same file by it. */
export async function composedName(folder: string, name: string): Promise<string> {
  const composed = name.normalize('NFC');
  return !isComposed(name) && (await isSameFile(pathOf(folder, name), pathOf(folder, composed)))
    ? composed
    : name;
}

/** Whether the disk below `folder` takes names that differ in case for one; `names` are what is in the folder. */
export async function ignoresCaseIn(folder: string, names: readonly string[]): Promise<boolean> {
  const own = basename(folder);
  const name = names.find((each) => otherCase(each) !== each && !names.includes(otherCase(each)));
  if (name !== undefined) return isSameFile(join(folder, name), join(folder, otherCase(name)));
  return otherCase(own) !== own && isSameFile(folder, join(dirname(folder), otherCase(own)));
}

function otherCase(name: string): string {
  const upper = name.toUpperCase();
  return upper === name ? name.toLowerCase() : upper;
}

async function isSameFile(one: string, other: string): Promise<boolean> {
  try {
    const [first, second] = await Promise.all([lstat(one, { bigint: true }), lstat(other, { bigint: true })]);
    return first.dev === second.dev && first.ino === second.ino;
  } catch {
    return false;
  }
}
