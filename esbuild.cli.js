// The command line as a package of its own: what it needs to run, and nothing to build it.
import { build } from 'esbuild';
import { chmodSync, copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundledPackages, noticesText } from './esbuild.notices.js';
import { production } from './esbuild.options.js';

/** What stands in both manifests alike. */
const shared = ['name', 'version', 'license', 'private', 'type', 'homepage', 'bugs', 'repository', 'bin'];

/**
 * Puts what npm links as the command beside its program.
 * @param {string} dist the folder of the built files
 */
export function copyStarter(dist) {
  const starter = path.join(dist, 'kestra-secrets.cjs');
  copyFileSync(path.join(import.meta.dirname, 'src/cli/start.cjs'), starter);
  // npm links the command as it is, and only sets this on what it installs itself.
  chmodSync(starter, 0o755);
  return starter;
}

/**
 * Lays the package out in a folder, of which nothing is left that was there before.
 * @param {string} folder
 */
export async function layOutCli(folder) {
  rmSync(folder, { recursive: true, force: true });
  const dist = path.resolve(folder, 'dist');
  const { metafile } = await build({
    ...production,
    entryPoints: { cli: 'src/cli/main.ts' },
    outdir: dist,
  });
  copyStarter(dist);
  for (const [name, source] of files) {
    copyFileSync(path.join(import.meta.dirname, source), path.join(folder, name));
  }
  writeFileSync(path.join(folder, 'THIRD-PARTY-NOTICES.txt'), noticesText(bundledPackages(metafile)));
  writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(packedManifest(), null, 2)}\n`);
}

/** What lies in it besides, and where it is taken from. */
const files = [
  ['README.md', 'src/cli/README.md'],
  ['LICENSE', 'LICENSE'],
];

/** No scripts and no dependencies: whoever installs it runs nothing and fetches nothing else. */
function packedManifest() {
  const manifest = JSON.parse(readFileSync(path.join(import.meta.dirname, 'package.json'), 'utf8'));
  return {
    ...Object.fromEntries(shared.flatMap((key) => (key in manifest ? [[key, manifest[key]]] : []))),
    description: 'Checks the secrets that Kestra flows ask for, without ever showing a value.',
    keywords: ['kestra', 'secrets', 'lint', 'ci'],
    engines: { node: manifest.engines.node },
  };
}
