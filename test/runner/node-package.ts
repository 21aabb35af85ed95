import path from 'node:path';

/** A package of npm's registry that holds Node itself. */
export interface NodePackage {
  readonly name: string;
  /** The program in the folder of the package, with `/`. */
  readonly program: string;
}

/** The package with Node for a system and a processor (the one that npm's package `node` takes). */
export function nodePackage(platform: NodeJS.Platform, arch: string): NodePackage {
  const isWindows = platform === 'win32';
  // Somebody else has the name that it would have.
  const prefix = platform === 'darwin' && arch === 'arm64' ? 'node-bin' : 'node';
  return {
    name: `${prefix}-${isWindows ? 'win' : platform}-${arch === 'ia32' ? 'x86' : arch}`,
    program: isWindows ? 'bin/node.exe' : 'bin/node',
  };
}

/** Where npm lays it in a folder. */
export function installedNode(folder: string, { name, program }: NodePackage): string {
  return path.join(folder, 'node_modules', name, program);
}
