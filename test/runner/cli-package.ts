import path from 'node:path';
import { layOutCli } from '../../esbuild.cli.js';
import { runNpm } from '../processes/leashed.ts';

export interface CliPackage {
  /** The folder as it is packed. */
  readonly folder: string;
  /** The package itself. */
  readonly file: string;
  /** In bytes, as it is downloaded. */
  readonly size: number;
  /** With `/`, sorted. */
  readonly files: readonly string[];
}

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

/** Packs the command line as `npm run package:cli` does, below a folder of one's own. Rejects with npm's words. */
export async function packCli(home: string): Promise<CliPackage> {
  const folder = path.join(home, 'laid-out');
  await layOutCli(folder);
  const run = runNpm(['pack', '--json', '--pack-destination', home, folder]);
  if ((await run.ended) !== 0) throw new Error(run.output());
  const [packed] = JSON.parse(run.output().slice(run.output().indexOf('['))) as [Packed];
  return {
    folder,
    file: path.join(home, packed.filename),
    size: packed.size,
    files: packed.files.map((file) => file.path).sort(),
  };
}
