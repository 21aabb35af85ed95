import * as l10n from '@vscode/l10n';
import { RelativePattern, workspace, type Uri, type WorkspaceFolder } from 'vscode';
import type { FirstReading, FolderFlows } from '../../folder/index.ts';
import { isTerraformPath } from '../../text/terraform-path.ts';
import { debounce } from '../debounce.ts';
import { together, type Owned } from '../owned.ts';
import { showProgress } from '../shown/messages.ts';
import { noteRendered } from '../uses/rendered-uses.ts';
import { pathInside } from './paths.ts';
import { isAlwaysLeftOut } from './watching.ts';

/** What changed is read once nothing has changed for so long, in ms; whoever asks before that has it read at once. */
const quietFor = 300;

/**
 * Tells the index of a folder's flows what changes on the disk, is typed, and is closed without saving. `tell`: called after a
 * file that they render has changed so.
 */
export function watchFlows(folder: WorkspaceFolder, flows: FolderFlows, tell: () => void): Owned {
  const quiet = debounce(quietFor, () => flows.follow());
  const rendered = debounce(quietFor, tell);
  const note = (uri: Uri): void => {
    const path = pathInside(folder, uri);
    if (path === null || isAlwaysLeftOut(path)) return;
    flows.note([path]);
    quiet.ask();
  };
  const noteText = (uri: Uri): void => {
    if (decidesByText(uri)) note(uri);
    const path = pathInside(folder, uri);
    if (path !== null && !isAlwaysLeftOut(path) && noteRendered(flows.known(), path)) rendered.ask();
  };
  const noteFile = (uri: Uri): void => {
    note(uri);
    noteText(uri);
  };
  const watcher = workspace.createFileSystemWatcher(new RelativePattern(folder, '**/*'));
  return together(
    watcher,
    watcher.onDidCreate(noteFile),
    watcher.onDidDelete(noteFile),
    watcher.onDidChange(noteText),
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) noteText(document.uri);
    }),
    workspace.onDidCloseTextDocument(({ uri }) => noteText(uri)),
    quiet,
    rendered,
    { dispose: () => flows.close() },
  );
}

/** Whether another text of a file can make a difference: a flow's, or what says which files count. */
function decidesByText({ path }: Uri): boolean {
  return /\.ya?ml$|\/\.gitignore$/i.test(path) || isTerraformPath(path);
}

/** Shows in the window how far the first reading of a folder's flows is. */
export function showFirstReading({ done, onProgress }: FirstReading): void {
  showProgress(l10n.t('Kestra Secrets reads the flows'), done, (tell) => {
    onProgress((read, all) => tell(l10n.t('{0} of {1} files', read, all)));
  });
}
