import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

/**
 * Removes from a folder what a build has not written: paths of files, relative to the working directory. A build thus
 * takes no file from under a program that runs from the folder, unless the new one does without it.
 * @param {string} folder
 * @param {readonly string[]} written
 */
export function removeOthers(folder, written) {
  const kept = new Set(written.map((file) => path.resolve(file)));
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = path.resolve(entry.parentPath, entry.name);
    if (entry.isFile() && !kept.has(file)) rmSync(file);
  }
}
