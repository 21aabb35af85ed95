import { fold } from './fold.ts';
import type { CallArguments } from './nodes.ts';

/**
 * The path of the namespace file that a `read(…)` reads (Kestra: ReadFileFunction), without a slash before it; null where
 * that is not certain, as of another namespace's file or an earlier revision of one.
 */
export function fileOf({ named, positional }: CallArguments): string | null {
  const [path, ...others] = [...positional, ...named.map(({ value }) => value)];
  if (path === undefined || others.length > 0 || named.some(({ name }) => name !== 'path')) return null;
  const read = fold(path);
  if (read.kind !== 'constant' || typeof read.value !== 'string') return null;
  const found = read.value.replace(/^nsfile:\/\//, '').replace(/^\//, '');
  const names = found.split('/');
  // What is no name as it is written is read as a URI, and says something else.
  return names.every((name) => /^[\p{L}\p{N}_.-]+$/u.test(name) && !/^\.+$/.test(name)) ? found : null;
}
