import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { development, threads } from '../../esbuild.options.js';
import { projectFolder } from '../vscode/releases.ts';

/** The program of the thread that reads configurations, bundled as users get it: Node starts no thread from TypeScript. */
export interface WorkerProgram {
  /** Absolute. */
  readonly file: string;
  remove(): Promise<void>;
}

export async function buildConfigurationWorker(): Promise<WorkerProgram> {
  // Below the project, whose package.json says that it is an ES module.
  const parent = path.join(projectFolder, 'out');
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(path.join(parent, 'worker-'));
  await build({ ...development, entryPoints: threads, outdir: folder, sourcemap: false });
  return {
    file: path.join(folder, 'configuration-worker.js'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
