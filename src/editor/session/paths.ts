import { Uri, type WorkspaceFolder } from 'vscode';
import { usuallyIgnoresCase } from '../../host/index.ts';
import { fileKey, isAbsoluteFile, pathBelow } from './file-keys.ts';

/** A document's path relative to the folder, with `/`; null where it lies outside. */
export function pathInside(folder: WorkspaceFolder, uri: Uri): string | null {
  if (uri.scheme !== folder.uri.scheme || uri.authority !== folder.uri.authority) return null;
  return pathBelow(folder.uri.path, uri.path, usuallyIgnoresCase());
}

/** What tells a file of the folder from all others, by its path there. */
export function keyInside(path: string): string {
  return fileKey(path, usuallyIgnoresCase());
}

/** Where an origin's file is; its path is relative to the folder, or absolute. */
export function uriOf(folder: WorkspaceFolder, file: string): Uri {
  return isAbsoluteFile(file) ? Uri.file(file) : Uri.joinPath(folder.uri, file);
}
