import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { runLeashed, runNpm } from '../processes/leashed.ts';
import { installedNode, nodePackage } from '../runner/node-package.ts';
import { projectFolder } from '../vscode/releases.ts';
import { MissingTool } from '../runner/tools.ts';
import { runApart, type Ran } from './run-apart.ts';

/** The newest Node for Windows that wine 8 (Debian 12's) starts. */
const itsPackage = nodePackage('win32', 'x64');
const itsVersion = '22';

/** Node for Windows, started by wine. */
export interface WindowsNode {
  readonly version: string;
  /** Runs it in the project's folder with these arguments and variables, besides wine's own. */
  run(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ran>;
}

/**
 * Finds wine, and Node for Windows in `.tools/`, where it comes from npm's registry the first time (35 MB). Rejects with
 * {@link MissingTool}, which says how to get what is missing.
 */
export async function findWindowsNode(log: (line: string) => void): Promise<WindowsNode> {
  const wine = await runLeashed('wine', ['--version']).ended;
  if (wine !== 0) throw new MissingTool('wine is missing: on Debian and Ubuntu, apt-get install wine');
  const file = await installNode(log);
  const home = path.join(projectFolder, '.tools', 'wine');
  const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    startByWine(file, args, { WINEPREFIX: home, ...env });
  const started = await run(['--version']);
  if (started.code !== 0) {
    throw new MissingTool(`Node for Windows does not start here: ${started.err.slice(-500)}`);
  }
  return { version: started.out.trim(), run };
}

async function installNode(log: (line: string) => void): Promise<string> {
  const folder = path.join(projectFolder, '.tools', itsPackage.name);
  const file = installedNode(folder, itsPackage);
  const wanted = `${itsPackage.name}@${itsVersion}`;
  if (existsSync(file)) return file;
  log(`Getting ${wanted} into .tools/ …`);
  const building = `${folder}.${String(process.pid)}`;
  await mkdir(building, { recursive: true });
  // By force: it is a package for another system than this one.
  const args = ['install', '--prefix', building, '--no-save', '--ignore-scripts', '--force'];
  const npm = runNpm([...args, wanted]);
  const code = await npm.ended;
  if (code !== 0) {
    await rm(building, { recursive: true, force: true });
    throw new MissingTool(`npm does not get ${wanted}: ${npm.output().slice(-500)}`);
  }
  await rename(building, folder).catch(async (error: unknown) => {
    await rm(building, { recursive: true, force: true });
    // Another run may have been first.
    if (!existsSync(file)) throw error;
  });
  return file;
}

async function startByWine(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Ran> {
  return runApart('wine', [file, ...args], {
    ...{ PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '' },
    // Without it wine has no names but those in ASCII.
    LC_ALL: 'C.UTF-8',
    // Node asks Windows for its version, which wine answers with an older one.
    ...{ WINEDEBUG: '-all', NODE_SKIP_PLATFORM_CHECK: '1' },
    ...env,
  });
}
