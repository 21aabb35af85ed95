import { build } from 'esbuild';
import path from 'node:path';
import { production } from '../../esbuild.options.js';
import { exampleNames } from '../demo/examples.ts';
import { projectFolder } from '../vscode/releases.ts';
import { runApart, type Ran } from './run-apart.ts';
import type { WindowsNode } from './windows-node.ts';

/** What is run in each example; nothing is sent. `FOLDER` stands for the example's folder. */
const commands: readonly (readonly string[])[] = [
  ['check'],
  ['check', '--json'],
  ['check', 'FOLDER/flows', '--json'],
  ['check', '--format', 'sarif'],
  ['check', '--format', 'github'],
  ['check', '--format', 'junit'],
  ['list', '--json', '--hidden'],
  ['config', '--json'],
  ['config'],
  ['unused', '--json'],
  ['explain', 'MAIL_PASSWORD', '--json'],
];

/** A run whose two answers are not the same. */
export interface Difference {
  readonly args: readonly string[];
  readonly here: Ran;
  readonly windows: Ran;
}

/** Runs the command line in every example, here and in Node for Windows, and compares all that it writes. */
export async function compareExampleRuns(
  node: WindowsNode,
): Promise<{ readonly runs: number; readonly differences: readonly Difference[] }> {
  const outdir = path.join(projectFolder, 'out/windows-cli');
  await build({
    ...production,
    entryPoints: { cli: 'src/cli/main.ts' },
    outdir,
    outExtension: { '.js': '.mjs' },
  });
  // No path of the two machines is in the way: both start in the project's folder.
  const cli = path.relative(projectFolder, path.join(outdir, 'cli.mjs'));
  const differences: Difference[] = [];
  let runs = 0;
  for (const name of exampleNames) {
    for (const command of commands) {
      const folder = `examples/${name}`;
      const words = command.map((word) => word.replace('FOLDER', folder));
      const args = [...words, '--folder', folder, '--offline'];
      const here = await runApart(process.execPath, [cli, ...args], { HOME: outdir });
      const windows = await node.run([cli, ...args]);
      runs += 1;
      if (JSON.stringify(plain(here)) !== JSON.stringify(plain(windows)))
        differences.push({ args, here, windows });
    }
  }
  return { runs, differences };
}

/** When a list was made is no part of an answer. */
function plain({ code, out, err }: Ran): Ran {
  return { code, out: out.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME'), err };
}
