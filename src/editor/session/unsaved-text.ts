import { Uri, workspace, type WorkspaceFolder } from 'vscode';
import { pathInside } from './paths.ts';

/** What is typed and not saved in a file of the folder, by its path; null: no such text is open. */
export function unsavedText(folder: WorkspaceFolder, path: string): string | null {
  const uri = Uri.joinPath(folder.uri, path);
  if (pathInside(folder, uri) === null) return null;
  const document = workspace.textDocuments.find(
    (open) => open.isDirty && open.uri.toString() === uri.toString(),
  );
  return document?.getText() ?? null;
}
