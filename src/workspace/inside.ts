import { sep } from 'node:path';

/** Whether `path` is `folder` or lies in it; both absolute and without `..`. */
export function isInside(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
