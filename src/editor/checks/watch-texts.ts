import { RelativePattern, workspace, type Uri, type WorkspaceFolder } from 'vscode';
import { together, type Owned } from '../owned.ts';
import { pathInside } from '../session/paths.ts';
import { isAlwaysLeftOut } from '../session/watching.ts';

/** Calls `changed` with its path after any text of a folder changed, on the disk or as it is typed; also for folders. */
export function watchTexts(folder: WorkspaceFolder, changed: (path: string) => void): Owned {
  const note = (uri: Uri) => {
    const path = pathInside(folder, uri);
    if (path !== null && !isAlwaysLeftOut(path)) changed(path);
  };
  const watcher = workspace.createFileSystemWatcher(new RelativePattern(folder, '**/*'));
  return together(
    watcher,
    watcher.onDidChange(note),
    watcher.onDidCreate(note),
    watcher.onDidDelete(note),
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) note(document.uri);
    }),
    workspace.onDidCloseTextDocument(({ uri }) => note(uri)),
  );
}
