import path from 'node:path';
import { runLeashed } from '../processes/leashed.ts';
import { projectFolder } from '../vscode/releases.ts';

/** Builds the extension and the command line into `dist/`, as users get them. Resolves with what went wrong, or null. */
export async function buildExtension(): Promise<string | null> {
  const run = runLeashed(process.execPath, ['esbuild.js', '--production'], { cwd: projectFolder });
  return (await run.ended) === 0 ? null : run.output();
}

/** Builds and packs the extension as users get it, into a `.vsix` below `folder`; gives its path. Needs no network. */
export async function packageExtension(folder: string): Promise<string> {
  const vsix = path.join(folder, 'kestra-secrets.vsix');
  const run = runLeashed(process.execPath, ['package-extension.js', '--out', vsix], { cwd: projectFolder });
  if ((await run.ended) !== 0) throw new Error(`The extension could not be packaged:\n${run.output()}`);
  return vsix;
}

/** Packs the extension in a folder, with further flags for `vsce package`. */
export async function pack(folder: string, flags: readonly string[]): Promise<void> {
  // By its file: what npm links differs between systems.
  const vsce = path.join(projectFolder, 'node_modules/@vscode/vsce/vsce');
  const run = runLeashed(process.execPath, [vsce, 'package', ...flags], { cwd: folder });
  if ((await run.ended) !== 0) throw new Error(`The extension could not be packaged:\n${run.output()}`);
}
