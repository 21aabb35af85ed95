import { Uri, workspace, type WorkspaceFolder } from 'vscode';
import { keyInside, pathInside } from './paths.ts';

/** What is typed and not saved in a file of the folder, by its path; null: no such text is open. */
export function unsavedText(folder: WorkspaceFolder, path: string): string | null {
  const uri = Uri.joinPath(folder.uri, path);
  const inside = pathInside(folder, uri);
  if (inside === null) return null;
  const document = workspace.textDocuments.find((open) => {
    const other = open.isDirty ? pathInside(folder, open.uri) : null;
    return other !== null && keyInside(other) === keyInside(inside);
  });
  return document?.getText() ?? null;
}
