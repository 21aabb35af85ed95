import path from 'node:path';
import { runLeashed } from '../processes/leashed.ts';
import { projectFolder } from '../vscode/releases.ts';

/** Builds the extension and the command line into `dist/`. Resolves with what went wrong, or null. */
export async function buildExtension(): Promise<string | null> {
  const run = runLeashed(process.execPath, ['esbuild.js'], { cwd: projectFolder });
  return (await run.ended) === 0 ? null : run.output();
}

/** Packs what `dist/` holds as users get it, into a `.vsix` below `folder`; gives its path. Needs no network. */
export async function packageExtension(folder: string): Promise<string> {
  const vsix = path.join(folder, 'kestra-secrets.vsix');
  const run = runLeashed(
    path.join(projectFolder, 'node_modules/.bin/vsce'),
    [
      'package',
      '--no-dependencies',
      '--allow-missing-repository',
      '--no-rewrite-relative-links',
      '--out',
      vsix,
    ],
    { cwd: projectFolder },
  );
  if ((await run.ended) !== 0) throw new Error(`The extension could not be packaged:\n${run.output()}`);
  return vsix;
}
