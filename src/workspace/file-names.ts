import path from 'node:path';

/** How one system writes paths; this machine's where none is given. */
export type PathRules = Pick<
  typeof path,
  'relative' | 'isAbsolute' | 'resolve' | 'dirname' | 'basename' | 'join' | 'parse' | 'sep'
>;

/**
 * The name of a file of `folder` (both absolute): relative to it, with `/`; empty for the folder itself, null for what
 * lies outside, another drive or another server included.
 */
export function nameInside(folder: string, file: string, rules: PathRules = path): string | null {
  const inside = rules.relative(folder, file);
  if (rules.isAbsolute(inside) || inside === '..' || inside.startsWith(`..${rules.sep}`)) return null;
  return withSlashes(inside, rules);
}

/** How a file is named from `folder` on, wherever it is: `../x.yml`, or its absolute path on another drive. With `/`. */
export function nameFrom(folder: string, file: string, rules: PathRules = path): string {
  return withSlashes(rules.relative(folder, file), rules);
}

/** Whether `file` is `folder` or lies in it; both absolute. */
export function isInside(folder: string, file: string, rules: PathRules = path): boolean {
  return nameInside(folder, file, rules) !== null;
}

/** The absolute path of what a folder's file calls `name`; an absolute one stays one. */
export function pathOf(folder: string, name: string, rules: PathRules = path): string {
  return rules.isAbsolute(name) ? rules.resolve(name) : rules.resolve(folder, name);
}

/**
 * The server of a share such as `\\server\share\x`, in small letters, or that of `/net/server/x`, where macOS and Linux
 * may mount what is asked for; null: a path of this machine.
 */
export function serverOf(file: string, rules: PathRules = path): string | null {
  if (rules.sep !== '\\') return mountedServer.exec(file)?.[1]?.toLowerCase() ?? null;
  const plain = file.replace(/^[\\/]{2}[?.][\\/]UNC(?=[\\/])/i, '\\');
  return /^[\\/]{2}([^\\/?.][^\\/]*)/.exec(plain)?.[1]?.toLowerCase() ?? null;
}

/** Where autofs has the machines of the network by default; macOS tells no case apart. */
const mountedServer = /^(?:\/System\/Volumes\/Data)?\/(?:net|network\/servers)\/([^/]+)/i;

/** Names that a file system which tells neither case nor the way of writing an accent apart takes for one. */
export function foldName(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

function withSlashes(file: string, rules: PathRules): string {
  return file.split(rules.sep).join('/');
}
