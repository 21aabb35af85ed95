import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { runNpm } from '../processes/leashed.ts';
import { installedNode, nodePackage } from '../runner/node-package.ts';
import { type Release, toolsFolder } from './releases.ts';
import { takeDependenciesFromRegistry } from './shrinkwrap.ts';

/** A VS Code that is ready to be started. */
export interface VsCode {
  /** VS Code's own version, such as 1.139.0. */
  readonly version: string;
  /** The folder of its server, `out/server-main.js` below it. */
  readonly server: string;
  /** The Node it runs on. */
  readonly node: string;
  /** Whether output channels are written; their native module needs a compiler. */
  readonly outputChannels: boolean;
}

/** What the marker file of a finished installation says. */
interface Marker {
  readonly version: string;
  readonly outputChannels: boolean;
}

const platform = `${process.platform}-${process.arch}`;
/** Carries ripgrep's program inside the package; the one of older releases downloads it. */
const ripgrep = `@vscode/ripgrep-${platform}`;
const ripgrepProgram = process.platform === 'win32' ? 'rg.exe' : 'rg';
const itsNode = nodePackage(process.platform, process.arch);

/**
 * Lays `release` and its Node into `.vscode-test/VERSION` from the npm registry, or finds it there.
 * An installation is built beside its place and moved there whole, so that neither an interruption nor a second
 * run at the same time leaves half of one. Takes about half a minute and 800 MB the first time.
 */
export async function installVsCode(release: Release, log: (line: string) => void): Promise<VsCode> {
  const home = path.join(toolsFolder, release.codeServer);
  if (!existsSync(markerOf(home))) {
    log(`Installing VS Code ${release.codeServer.replace(/^4/, '1')} into .vscode-test/ …`);
    await removeAbandoned();
    const building = path.join(toolsFolder, `.building-${release.codeServer}-${process.pid}`);
    try {
      await build(release, building);
      await rename(building, home).catch((error: unknown) => {
        if (!existsSync(markerOf(home))) throw error; // else another run was first
      });
    } finally {
      await rm(building, { recursive: true, force: true });
    }
  }
  const marker = readMarker(JSON.parse(await readFile(markerOf(home), 'utf8')));
  if (!marker.outputChannels) {
    log(
      `VS Code ${marker.version} was installed without a compiler (g++, make, python3): the output channel stays empty.`,
    );
  }
  return { ...marker, server: serverOf(home), node: installedNode(home, itsNode) };
}

const markerOf = (home: string) => path.join(home, 'installed.json');
const serverOf = (home: string) => path.join(home, 'node_modules/code-server/lib/vscode');

async function build(release: Release, home: string): Promise<void> {
  await mkdir(home, { recursive: true });
  await writeFile(path.join(home, 'package.json'), '{"private":true}');
  await npm(home, ['install', `code-server@${release.codeServer}`, `${itsNode.name}@${release.node}`]);

  const server = serverOf(home);
  await takeDependenciesFromRegistry(server);
  await npm(server, ['install', '--omit=dev']);
  const spdlog = npm(server, [
    'rebuild',
    '@vscode/spdlog',
    '--ignore-scripts=false',
    `--nodedir=${path.join(home, 'node_modules', itsNode.name)}`,
  ]).then(
    () => true,
    () => false,
  );
  await provideRipgrep(home, server);

  const { version } = readMarker(JSON.parse(await readFile(path.join(server, 'package.json'), 'utf8')));
  const marker: Marker = { version, outputChannels: await spdlog };
  await writeFile(markerOf(home), JSON.stringify(marker));
}

async function provideRipgrep(home: string, server: string): Promise<void> {
  const program = path.join(server, 'node_modules/@vscode/ripgrep/bin', ripgrepProgram);
  if (existsSync(program) || !existsSync(path.join(server, 'node_modules/@vscode/ripgrep'))) return;
  await npm(home, ['install', '--no-save', `${ripgrep}@1.18.0`]);
  await mkdir(path.dirname(program), { recursive: true });
  await copyFile(path.join(home, 'node_modules', ripgrep, 'bin', ripgrepProgram), program);
  await chmod(program, 0o755);
}

/** Runs npm in a folder, without the scripts of packages. Rejects with what npm says first. */
export async function npm(cwd: string, args: readonly string[]): Promise<void> {
  const run = runNpm(
    ['--ignore-scripts', '--engine-strict=false', '--no-audit', '--no-fund', '--loglevel=error', ...args],
    { cwd, env: { ...process.env, MAKEFLAGS: `-j${availableParallelism()}` } },
  );
  if ((await run.ended) === 0) return;
  const why = run.output().split('\n').slice(0, 6).join('\n'); // npm tells the cause first
  throw new Error(`npm ${args.join(' ')} failed:\n${why}`);
}

/** Removes what runs that were killed left behind. */
async function removeAbandoned(): Promise<void> {
  const names = existsSync(toolsFolder) ? await readdir(toolsFolder) : [];
  for (const name of names) {
    const pid = /^\.building-.*-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) {
      await rm(path.join(toolsFolder, name), { recursive: true, force: true });
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function readMarker(json: unknown): Marker {
  if (typeof json !== 'object' || json === null || !('version' in json) || typeof json.version !== 'string') {
    throw new Error('The installation of VS Code is broken: remove .vscode-test/ and try again.');
  }
  return { version: json.version, outputChannels: 'outputChannels' in json && json.outputChannels === true };
}
