import path from 'node:path';
import { searchFolders, variableOf } from '../../src/host/search-path.ts';
import { thisSystem, type System } from './system.ts';

/** A program as `spawn` takes it, without a shell. */
export interface Start {
  readonly file: string;
  readonly args: readonly string[];
  /** Whether the arguments are handed over as they are (Windows). */
  readonly verbatim: boolean;
}

/** What Windows starts by a name alone, and what its command processor does. */
const windowsEndings = ['.exe', '.com', '.cmd', '.bat'];

/** The first program of these names in a folder of PATH, each folder asked for all of them; null: there is none. */
export function findOnPath(names: readonly string[], system: System = thisSystem()): string | null {
  const isWindows = system.platform === 'win32';
  const rules = isWindows ? path.win32 : path.posix;
  for (const folder of searchFolders(system)) {
    for (const name of names) {
      for (const ending of isWindows ? windowsEndings : ['']) {
        const file = rules.join(folder, name + ending);
        if (system.realFile(file) !== null) return file;
      }
    }
  }
  return null;
}

/**
 * How a program is started. On Windows its name means an `.exe` or a `.cmd` on PATH, and a `.cmd` needs the command
 * processor: it gets each argument in quotes, within which only a quote and a percent sign mean something to it. Throws
 * for an argument with one of those.
 */
export function startOf(command: string, args: readonly string[], system: System = thisSystem()): Start {
  if (system.platform !== 'win32') return { file: command, args, verbatim: false };
  const isName = !/[\\/]/.test(command);
  const file = isName ? (findOnPath([command], system) ?? command) : command;
  if (!/\.(?:cmd|bat)$/i.test(file)) return { file, args, verbatim: false };
  const unsafe = [file, ...args].find((each) => /["%\r\n]|\\$/.test(each));
  if (unsafe !== undefined) throw new Error(`${file} cannot be given ${JSON.stringify(unsafe)}.`);
  const line = [file, ...args].map((each) => `"${each}"`).join(' ');
  return {
    file: systemProgram('cmd', system),
    args: ['/d', '/v:off', '/s', '/c', `"${line}"`],
    verbatim: true,
  };
}

/** A program of Windows itself. */
function systemProgram(name: string, system: System): string {
  return path.win32.join(variableOf(system, 'SystemRoot') ?? 'C:\\Windows', 'System32', `${name}.exe`);
}

/**
 * How npm is started: by Node itself, since what npm links is a script for one shell or another. Throws where neither
 * this process, nor the folder of Node, nor PATH tells of an npm.
 */
export function npmStart(args: readonly string[], system: System = thisSystem()): Start {
  const cli = npmFiles(system).find((file) => isNpm(file) && system.realFile(file) !== null);
  if (cli === undefined) throw new Error('There is no npm beside Node, nor on the PATH.');
  return { file: system.node, args: [cli, ...args], verbatim: false };
}

/** Where npm's own file may be: of the npm that started this process, beside Node, and where the one on PATH leads. */
function npmFiles(system: System): readonly string[] {
  const own = variableOf(system, 'npm_execpath') ?? '';
  const onPath = findOnPath(['npm'], system);
  if (system.platform === 'win32') {
    const folders = [system.node, ...(onPath === null ? [] : [onPath])].map((file) =>
      path.win32.dirname(file),
    );
    return [own, ...folders.map((folder) => path.win32.join(folder, 'node_modules\\npm\\bin\\npm-cli.js'))];
  }
  const beside = path.posix.join(path.posix.dirname(system.node), '../lib/node_modules/npm/bin/npm-cli.js');
  return [own, beside, (onPath === null ? null : system.realFile(onPath)) ?? ''];
}

/** pnpm and yarn name themselves in the same variable. */
function isNpm(file: string): boolean {
  return /(?:^|[\\/])npm-cli\.js$/.test(file);
}
