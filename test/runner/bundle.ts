import { build } from 'esbuild';
import path from 'node:path';
import { packages } from '../../esbuild.options.js';
import { projectFolder } from '../vscode/releases.ts';
import { testFiles } from './suite.ts';

/**
 * Bundles the tests of the extension host into `out/host/`, where VS Code can load them, and gives the files:
 * as CommonJS, since then `vscode` is there whatever way they are loaded.
 */
export async function bundleHostTests(): Promise<string[]> {
  const entries = await testFiles('host');
  const outdir = path.join(projectFolder, 'out/host');
  await build({
    ...packages,
    entryPoints: [path.join(projectFolder, 'test/host/index.ts'), ...entries],
    outbase: path.join(projectFolder, 'test/host'),
    outdir,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    outExtension: { '.js': '.cjs' },
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return entries.map((file) =>
    path.join(outdir, path.relative(path.join(projectFolder, 'test/host'), file)).replace(/\.ts$/, '.cjs'),
  );
}
