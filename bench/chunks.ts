import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { loads, production } from '../esbuild.options.js';
import { spreadOf, spreadText } from './spread.ts';

const rounds = 9;

/** Size and load time of what is loaded when the first backend of a manager is asked, as it is shipped. */
export async function measureChunks(): Promise<void> {
  const root = production.absWorkingDir ?? '';
  const folder = mkdtempSync(path.join(tmpdir(), 'kestra-secrets-bench-'));
  try {
    const { metafile } = await build({ ...production, outdir: folder });
    for (const { name, files, bytes } of loads(metafile)) {
      if (!/^src\/stores\/\w+\/open\.ts$/.test(name)) continue;
      const file = pathToFileURL(path.join(root, files[0] ?? '')).href;
      const times = Array.from({ length: rounds }, () => loadTime(file));
      const size = `${(bytes / 1000).toFixed(0)} kB`;
      console.log(`  ${name.padEnd(26)} ${size.padStart(8)}  ${spreadText(spreadOf(times), ' ms')}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** In a process of its own, where nothing of it is loaded yet; milliseconds. */
function loadTime(file: string): number {
  const script = `const begin = performance.now(); await import(${JSON.stringify(file)}); console.log(performance.now() - begin);`;
  const run = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return Number(run.stdout);
}
