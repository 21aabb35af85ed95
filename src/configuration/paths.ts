/** The folder a path lies in, with a `/` at its end; empty for the workspace folder itself. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/**
 * A path written in a file of `folder`, relative to the workspace folder. `..` may lead out of it, and an absolute
 * path stays one: the files port refuses to read there.
 */
export function pathFrom(folder: string, written: string): string {
  const path = written.replaceAll('\\', '/');
  if (path.startsWith('/') || path.startsWith('~') || /^[A-Za-z]:/.test(path)) return path;
  const parts: string[] = [];
  for (const part of `${folder}${path}`.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

/** What a file of `folder` writes for a path of the workspace folder; null: `folder` lies elsewhere. The way back of {@link pathFrom}. */
export function pathWritten(folder: string, path: string): string | null {
  const from = folder.split('/').filter((part) => part !== '');
  if (/^(?:[~/]|[A-Za-z]:)/.test(folder) || from.includes('..')) return null;
  const to = path.split('/');
  let same = 0;
  while (same < from.length && from[same] === to[same]) same += 1;
  return [...from.slice(same).map(() => '..'), ...to.slice(same)].join('/');
}

/** How many folders a path goes down. */
export function pathDepth(path: string): number {
  return path.split('/').length;
}

/** Nearest to the workspace folder first, then by name. */
export function byNearness(left: string, right: string): number {
  const depth = pathDepth(left) - pathDepth(right);
  if (depth !== 0) return depth;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Whether what is written where a path could stand is an address of another machine. */
export function isAddress(written: string): boolean {
  return /^[a-z][\w+.-]*:\/\//i.test(written);
}

/** A text that may be, or hold, an address, without the user and password that an address may have. */
export function withoutCredentials(text: string): string {
  return text.replace(/(:\/{1,2})[^/\s]{1,2000}@/g, '$1');
}
