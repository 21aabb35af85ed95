import path from 'node:path';
import { searchFolders, variableOf, type Surroundings } from './search-path.ts';

/** A machine on which a program is looked for. */
export interface SearchedMachine extends Surroundings {
  /** Whether there is a file that may be started. */
  readonly isProgram: (file: string, signal: AbortSignal) => Promise<boolean>;
}

/** What can be started without asking which program opens it. */
const startable = ['.COM', '.EXE', '.BAT', '.CMD'];

/**
 * The absolute path of a program, by its name without an extension; null: it is in none of PATH's absolute folders. A
 * system's own search looks into the folder of the process as well (Windows: always, and first). Rejects as the port does.
 */
export async function findProgram(
  name: string,
  machine: SearchedMachine,
  signal: AbortSignal,
): Promise<string | null> {
  const paths = machine.platform === 'win32' ? path.win32 : path.posix;
  for (const folder of searchFolders(machine)) {
    for (const extension of extensionsOf(machine)) {
      const file = paths.join(folder, `${name}${extension}`);
      if (await machine.isProgram(file, signal)) return file;
    }
  }
  return null;
}

/** In the order of PATHEXT. */
function extensionsOf(machine: Surroundings): readonly string[] {
  if (machine.platform !== 'win32') return [''];
  const known = (variableOf(machine, 'PATHEXT') ?? '')
    .split(';')
    .map((extension) => extension.trim().toUpperCase())
    .filter((extension) => startable.includes(extension));
  return (known.length === 0 ? startable : known).map((extension) => extension.toLowerCase());
}
