import { existsSync } from 'node:fs';
import path from 'node:path';
import { runNpm } from '../processes/leashed.ts';
import { projectFolder } from '../vscode/releases.ts';
import { installedNode, nodePackage } from './node-package.ts';

/**
 * Installs a Node from npm below `.tools/` and gives the path of its program. `version`: a version, or a tag such as
 * `latest`, which is looked up each time. Rejects with npm's words where it cannot be had.
 */
export async function installNode(version: string): Promise<string> {
  const wanted = nodePackage(process.platform, process.arch);
  const folder = path.join(projectFolder, '.tools', `node-${version}`);
  const options = ['--no-save', '--no-audit', '--no-fund', '--no-package-lock'];
  const program = installedNode(folder, wanted);
  // A version in three numbers is always the same.
  if (/^\d+\.\d+\.\d+$/.test(version) && existsSync(program)) return program;
  const run = runNpm(['install', ...options, '--prefix', folder, `${wanted.name}@${version}`]);
  if ((await run.ended) !== 0 || !existsSync(program)) {
    throw new Error(`${wanted.name}@${version} could not be installed:\n${run.output()}`);
  }
  return program;
}
