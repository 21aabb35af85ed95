import { stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { nameFrom, nameInside, pathOf } from './file-names.ts';
import { mayHoldFlows } from './find-flows.ts';
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
 * What `given` names: from where the process runs, else from the folder `root`; empty: nothing is there. What names nothing
 * and has `*`, `?` or `**` in it, as where no shell has expanded it, names the folders and YAML files that are like it. A
 * link in the folder that leads out of it is followed, since the user names it; one that leads to another machine is not.
 * Rejects when cancelled.
 */
export async function namedPlaces(
  named: string,
  given: string,
  signal: AbortSignal,
): Promise<readonly NamedPlace[]> {
  const root = await readRoot(named);
  for (const absolute of [resolve(given), resolve(named, given)]) {
    const place = await placeOf(root, absolute);
    if (place !== null) return [place];
  }
  const { pathsMatching, readPathPattern } = await import('./matching-paths.ts');
  for (const from of [resolve('.'), named]) {
    const pattern = readPathPattern(from, given);
    if (pattern === null) return [];
    const mayEnter = async (folder: string) => !(await leadsToOtherMachine(root, folder));
    const places: NamedPlace[] = [];
    for (const absolute of await pathsMatching(pattern, mayEnter, signal)) {
      const place = await placeOf(root, absolute);
      if (place !== null && (!place.isFile || mayHoldFlows(place.path))) places.push(place);
    }
    if (places.length > 0) return places;
  }
  return [];
}

/** null: nothing is there, or it is not followed. */
async function placeOf(root: Root, absolute: string): Promise<NamedPlace | null> {
  if (await leadsToOtherMachine(root, absolute)) return null;
  const found = await stat(absolute).catch(() => null);
  return found === null ? null : placeAt(root, absolute, found.isFile());
}

async function leadsToOtherMachine(root: Root, absolute: string): Promise<boolean> {
  const start = [root.named, root.real].find((folder) => nameInside(folder, absolute) !== null);
  return start !== undefined && (await leadsToServer(start, absolute, root.servers));
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
