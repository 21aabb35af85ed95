import { build } from 'esbuild';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { countBranches } from './instrument.ts';
import type * as reader from './reader.ts';

/** The reader of flows, and how often each of its branches was run. */
export type CountedReader = typeof reader & { readonly $reached: Uint32Array };

/** Ignored by git, and below the project so that its packages are found from there. */
const out = path.resolve(import.meta.dirname, '../../out');

export async function countedReader(): Promise<CountedReader> {
  const { outputFiles } = await build({
    entryPoints: [path.join(import.meta.dirname, 'reader.ts')],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: ['@vscode/l10n'],
  });
  await mkdir(out, { recursive: true });
  const folder = await mkdtemp(path.join(out, 'fuzz-'));
  try {
    const file = path.join(folder, 'reader.mjs');
    await writeFile(file, countBranches(outputFiles[0]?.text ?? ''));
    return (await import(pathToFileURL(file).href)) as CountedReader;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
