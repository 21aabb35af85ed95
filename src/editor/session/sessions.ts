import { EventEmitter, workspace, type Event, type Uri, type WorkspaceFolder } from 'vscode';
import type { FolderSession } from './folder-session.ts';
import type { Owned } from '../owned.ts';

/** The sessions of all workspace folders. A folder that is not on the disk has none. */
export interface Sessions extends Owned {
  /** In the order in which the workspace has its folders. */
  all(): readonly FolderSession[];
  /** The session of the folder that holds a document; undefined for a document outside every folder. */
  of(uri: Uri): FolderSession | undefined;
  /** By the folder's URI as text. */
  byFolder(folder: string): FolderSession | undefined;
  /** Fires when folders come and go, and after every change in one of them. */
  readonly onDidChange: Event<void>;
}

export function createSessions(create: (folder: WorkspaceFolder) => FolderSession): Sessions {
  const changes = new EventEmitter<void>();
  const sessions = new Map<string, { session: FolderSession; listener: Owned }>();

  function open(folder: WorkspaceFolder): void {
    if (folder.uri.scheme !== 'file') return;
    const session = create(folder);
    sessions.set(folder.uri.toString(), { session, listener: session.onDidChange(() => changes.fire()) });
  }

  function close(key: string): void {
    const held = sessions.get(key);
    sessions.delete(key);
    held?.listener.dispose();
    held?.session.dispose();
  }

  const folders = workspace.onDidChangeWorkspaceFolders((event) => {
    for (const gone of event.removed) close(gone.uri.toString());
    event.added.forEach(open);
    changes.fire();
  });
  workspace.workspaceFolders?.forEach(open);

  const byFolder = (folder: string) => sessions.get(folder)?.session;
  return {
    all: () => (workspace.workspaceFolders ?? []).flatMap(({ uri }) => byFolder(uri.toString()) ?? []),
    of: (uri) => byFolder(workspace.getWorkspaceFolder(uri)?.uri.toString() ?? ''),
    byFolder,
    onDidChange: changes.event,
    dispose() {
      folders.dispose();
      for (const key of [...sessions.keys()]) close(key);
      changes.dispose();
    },
  };
}
