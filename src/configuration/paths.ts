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
  let depth = 1;
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) depth += 1;
  return depth;
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

/**
 * A text that may be, or hold, an address, without what of it may be a credential: the user and password, and the query. A
 * password may hold what ends one, so that all up to the last `@` goes; where that may be the query's, all behind the
 * scheme.
 */
export function withoutCredentials(text: string): string {
  // Of a path that was put together one slash is left; `C:/` begins a path on Windows.
  const scheme = /:\/\/|(?<!\b[a-z]):\//i.exec(text);
  if (scheme === null) return text;
  const start = scheme.index + scheme[0].length;
  const address = text.slice(start);
  const afterUser = address.lastIndexOf('@') + 1;
  const query = address.search(/[?#]/);
  if (query === -1) return text.slice(0, start) + address.slice(afterUser);
  const shown = query < afterUser ? '' : address.slice(afterUser, query);
  return `${text.slice(0, start)}${shown}?…`;
}
