import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { projectFolder } from '../vscode/releases.ts';

export interface Asked {
  readonly name: string;
  readonly verdict: string;
}

/** What the command line says of the flows below a folder of the workspace. */
export async function verdictsIn(folder: string, flows: string): Promise<readonly Asked[]> {
  const cli = path.join(projectFolder, 'dist/kestra-secrets.cjs');
  const args = ['check', flows, '--folder', folder, '--fail-on', 'none', '--json'];
  const { stdout } = await promisify(execFile)(process.execPath, [cli, ...args]);
  // The contract of the command line, which its own tests hold.
  return (JSON.parse(stdout) as { readonly references: readonly Asked[] }).references;
}
