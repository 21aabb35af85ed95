import { Uri, workspace, type WorkspaceFolder } from 'vscode';
import type { FolderFiles } from '../../ports/files.ts';
import { pathInside } from './paths.ts';

/** Those of a folder's files that are open with text that is not saved, by their paths. */
export function unsavedAmong(folder: WorkspaceFolder, files: readonly string[]): string[] {
  const unsaved = new Set(
    workspace.textDocuments.filter(({ isDirty }) => isDirty).map(({ uri }) => pathInside(folder, uri)),
  );
  return files.filter((file) => unsaved.has(file));
}

/** The folder's files as the user sees them: what is typed and not saved yet goes before what is on the disk. */
export function withUnsavedDocuments(folder: Uri, files: FolderFiles): FolderFiles {
  return {
    async read(path, signal) {
      const answer = await files.read(path, signal);
      // A file that may not be read (a link out of the folder) is not read by way of its document either.
      if (answer.state !== 'text') return answer;
      const uri = Uri.joinPath(folder, path).toString();
      const document = workspace.textDocuments.find((open) => open.isDirty && open.uri.toString() === uri);
      return document === undefined ? answer : { state: 'text', text: document.getText() };
    },
    list: (signal) => files.list(signal),
    notFollowed: () => files.notFollowed?.() ?? [],
  };
}
