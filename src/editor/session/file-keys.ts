/** What tells a file of a folder from all others, by its path with `/`: one key for all ways of writing one name. */
export function fileKey(path: string, ignoresCase: boolean): string {
  return ignoresCase ? path.normalize('NFC').toLowerCase() : path;
}

/** The path of a file below a folder, both as a URI has them; null where it lies outside, or is the folder. */
export function pathBelow(folder: string, file: string, ignoresCase: boolean): string | null {
  const start = folder.split('/').filter((name) => name !== '');
  const names = file.split('/').filter((name) => name !== '');
  const isBelow = start.every((name, index) => {
    const other = names[index];
    return other !== undefined && fileKey(name, ignoresCase) === fileKey(other, ignoresCase);
  });
  return isBelow && names.length > start.length ? names.slice(start.length).join('/') : null;
}

/** Whether an origin's file is an absolute path, of whatever system; else it is relative to the folder. */
export function isAbsoluteFile(file: string): boolean {
  return file.startsWith('/') || /^[A-Za-z]:[\\/]/.test(file) || file.startsWith('\\\\');
}

/** The folders on the way to a path with `/`, the outermost first; not the folder itself from which it is named. */
export function foldersOf(path: string): readonly string[] {
  return Array.from(path.matchAll(/\//g), ({ index }) => path.slice(0, index));
}
