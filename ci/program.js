import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, URL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The command line's file, which is built first where this is no release; ends the process with 2 where that fails. */
export function builtProgram() {
  const program = path.join(root, 'dist', 'kestra-secrets.cjs');
  if (existsSync(program)) return program;
  // No script of a package runs. On Windows npm is a script of the command processor; nothing that was given goes to it.
  const options = { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' };
  const install = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
  const isInstalled = spawnSync('npm', install, options).status === 0;
  const build = () =>
    spawnSync(process.execPath, ['esbuild.js', '--production'], { ...options, shell: false });
  if (!isInstalled || build().status !== 0) {
    console.error('kestra-secrets: the command line could not be built here.');
    process.exit(2);
  }
  return program;
}
