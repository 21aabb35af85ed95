import path from 'node:path';

/** What of a machine decides which file the name of a program means. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** The value of a variable, whose name Windows has in any case; undefined: it is not set. */
export function variableOf({ platform, environment }: Surroundings, name: string): string | undefined {
  if (platform !== 'win32') return environment[name];
  const found = Object.keys(environment).find((each) => each.toUpperCase() === name.toUpperCase());
  return found === undefined ? undefined : environment[found];
}

/**
 * The folders of PATH that name a place of their own, in order. A relative part, or an empty one, means whatever folder
 * the process happens to be in: that may be a stranger's.
 */
export function searchFolders(surroundings: Surroundings): readonly string[] {
  const { platform } = surroundings;
  const text = variableOf(surroundings, 'PATH') ?? '';
  if (platform !== 'win32') return text.split(':').filter((folder) => path.posix.isAbsolute(folder));
  return text
    .split(';')
    .map((folder) => folder.trim().replace(/^"(.*)"$/, '$1'))
    .filter(isWhole);
}

/** With a drive or a server: `\tools` is a folder of whatever drive the process is in, and `C:tools` of its folder there. */
function isWhole(folder: string): boolean {
  return /^(?:[a-z]:[\\/]|[\\/]{2}[^\\/])/i.test(folder);
}

/** Those folders as PATH has them. */
export function searchPath(surroundings: Surroundings): string {
  return searchFolders(surroundings).join(surroundings.platform === 'win32' ? ';' : ':');
}
