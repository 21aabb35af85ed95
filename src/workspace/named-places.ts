import { stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { nameFrom, nameInside, pathOf } from './file-names.ts';
import { leadsToServer, realPath } from './real-path.ts';
import { readRoot, type Root } from './root.ts';
import { nameIn } from './true-name.ts';

/** A file or a folder that a user named, wherever it is. */
export interface NamedPlace {
  /** The folder below which its files are read, absolute; null: the root itself. */
  readonly base: string | null;
  /** Its path in that folder; empty: all of it. */
  readonly path: string;
  readonly isFile: boolean;
  /** What a file of that folder is called from the root on: `../x.yml`, or its absolute path on another drive. */
  readonly nameOf: (path: string) => string;
}

/**
 * What `given` names: from where the process runs, else from the folder `root`. A link in the folder that leads out of it
 * is followed, since the user names it; one that leads to another machine is not. null: nothing is there.
 */
export async function namedPlace(named: string, given: string): Promise<NamedPlace | null> {
  const root = await readRoot(named);
  for (const absolute of [resolve(given), resolve(named, given)]) {
    const start = [root.named, root.real].find((folder) => nameInside(folder, absolute) !== null);
    if (start !== undefined && (await leadsToServer(start, absolute, root.servers))) return null;
    const found = await stat(absolute).catch(() => null);
    if (found !== null) return placeAt(root, absolute, found.isFile());
  }
  return null;
}

async function placeAt(root: Root, absolute: string, isFile: boolean): Promise<NamedPlace> {
  const real = await realPath(absolute);
  const isReallyInside = nameInside(root.real, real) !== null;
  const name = await nameIn(root, absolute);
  if (name !== null && isReallyInside) return { base: null, path: name, isFile, nameOf: (path) => path };
  const base = isFile ? dirname(real) : real;
  // What is reached by a link in the folder is called by the link.
  const shown = name ?? nameFrom(root.real, real);
  return {
    base,
    path: isFile ? basename(real) : '',
    isFile,
    nameOf: (path) => (isFile ? shown : nameFrom(root.real, pathOf(pathOf(root.real, shown), path))),
  };
}
