import { tmpdir } from 'node:os';
import { searchPath, variableOf } from '../../src/host/search-path.ts';
import { thisSystem, type System } from './system.ts';

/** What a program of Windows does not start or find its like without. */
const windowsNeeds = ['SystemRoot', 'SystemDrive', 'ComSpec', 'PATHEXT', 'ProgramFiles', 'ProgramData'];

/**
 * The variables by which a program finds the user's home and the folders for temporary files, on every system: nothing of
 * the person who runs the tests may count.
 */
export function homesIn(home: string, temporary: string = home): Record<string, string> {
  return {
    ...{ HOME: home, USERPROFILE: home, APPDATA: home, LOCALAPPDATA: home },
    ...temporaryIn(temporary),
  };
}

/** Those of temporary files alone, and of sockets: a desktop has a folder for these. */
export function temporaryIn(folder: string): Record<string, string> {
  return { TMPDIR: folder, TEMP: folder, TMP: folder, XDG_RUNTIME_DIR: folder };
}

/** All that a program gets that is to know nothing of this process but PATH, and has its home there. */
export function bareEnvironment(home: string, system: System = thisSystem()): Record<string, string> {
  const needs = system.platform === 'win32' ? windowsNeeds : [];
  const given = needs.flatMap((name) => {
    const value = variableOf(system, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(given), ...homesIn(home), PATH: searchPath(system) };
}

/** Where temporary folders are made. macOS's own is so deep that no socket below it has a name that is short enough. */
export function temporaryRoot(platform: NodeJS.Platform = process.platform): string {
  return platform === 'darwin' ? '/tmp' : tmpdir();
}
