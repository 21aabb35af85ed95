import { existsSync } from 'node:fs';
import path from 'node:path';
import { runLeashed } from '../processes/leashed.ts';
import { projectFolder } from '../vscode/releases.ts';

/** npm's package with Node's own program for this machine (the one that the package `node` takes). */
function packageName(): string {
  const { platform, arch } = process;
  const prefix = platform === 'darwin' && arch === 'arm64' ? 'node-bin' : 'node';
  return `${prefix}-${platform === 'win32' ? 'win' : platform}-${arch}`;
}

/**
 * Installs a Node from npm below `.tools/` and gives the path of its program. `version`: a version, or a tag such as
 * `latest`, which is looked up each time. Rejects with npm's words where it cannot be had.
 */
export async function installNode(version: string): Promise<string> {
  const name = packageName();
  const folder = path.join(projectFolder, '.tools', `node-${version}`);
  const npm = process.env.npm_execpath;
  const command = npm === undefined ? 'npm' : process.execPath;
  const run = runLeashed(command, [
    ...(npm === undefined ? [] : [npm]),
    'install',
    '--no-save',
    '--no-audit',
    '--no-fund',
    '--no-package-lock',
    '--prefix',
    folder,
    `${name}@${version}`,
  ]);
  const program = path.join(
    folder,
    'node_modules',
    name,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  if ((await run.ended) !== 0 || !existsSync(program)) {
    throw new Error(`${name}@${version} could not be installed:\n${run.output()}`);
  }
  return program;
}
