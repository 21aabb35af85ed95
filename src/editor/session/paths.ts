import { posix } from 'node:path';
import { Uri, type WorkspaceFolder } from 'vscode';

/** A document's path relative to the folder, with `/`; null where it lies outside. */
export function pathInside(folder: WorkspaceFolder, uri: Uri): string | null {
  if (uri.scheme !== folder.uri.scheme || uri.authority !== folder.uri.authority) return null;
  const path = posix.relative(folder.uri.path, uri.path);
  return path === '' || path === '..' || path.startsWith('../') ? null : path;
}

/** Where an origin's file is; its path is relative to the folder, or absolute. */
export function uriOf(folder: WorkspaceFolder, file: string): Uri {
  return posix.isAbsolute(file) || /^[A-Za-z]:[\\/]/.test(file)
    ? Uri.file(file)
    : Uri.joinPath(folder.uri, file);
}
