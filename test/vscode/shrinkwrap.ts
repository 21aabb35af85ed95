import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

type Dependencies = Record<string, string> | undefined;

interface Package {
  dependencies?: Dependencies;
  optionalDependencies?: Dependencies;
}

interface Shrinkwrap {
  packages: Record<string, Package & { version?: string; resolved?: string }>;
}

/**
 * Older releases take a dependency from its Git repository, which needs Git and another host: the package of the
 * same version on the registry is the same. Changes `package.json` and `npm-shrinkwrap.json` in `folder`.
 */
export async function takeDependenciesFromRegistry(folder: string): Promise<void> {
  const manifestFile = path.join(folder, 'package.json');
  const lockFile = path.join(folder, 'npm-shrinkwrap.json');
  // Both are npm's own formats, written by npm: their shape is taken on trust.
  const manifest = JSON.parse(await readFile(manifestFile, 'utf8')) as Package;
  const lock = JSON.parse(await readFile(lockFile, 'utf8')) as Shrinkwrap;

  const fromGit = Object.entries(lock.packages).filter(([, entry]) => entry.resolved?.startsWith('git+'));
  if (fromGit.length === 0) return;
  const packages = Object.fromEntries(
    Object.entries(lock.packages).filter(([, entry]) => !entry.resolved?.startsWith('git+')),
  );
  for (const [key, { version }] of fromGit) {
    const name = key.replace(/^.*node_modules\//, '');
    for (const owner of [manifest, lock.packages['']]) {
      for (const wanted of [owner?.dependencies, owner?.optionalDependencies]) {
        if (version !== undefined && wanted?.[name] !== undefined) wanted[name] = version;
      }
    }
  }
  await writeFile(manifestFile, JSON.stringify(manifest));
  await writeFile(lockFile, JSON.stringify({ ...lock, packages }));
}
