import type { Uri } from 'vscode';
import type { FolderSession } from '../session/folder-session.ts';
import { keyInside, pathInside } from '../session/paths.ts';

/** Whether a document is one of the files that the folder's configuration was read from. */
export function isConfigurationFile(session: FolderSession, uri: Uri): boolean {
  const path = pathInside(session.folder, uri);
  if (path === null) return false;
  return session.configuration()?.files.some((each) => keyInside(each) === keyInside(path)) === true;
}
