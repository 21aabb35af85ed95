import { EventEmitter, workspace, type Event, type Uri, type WorkspaceFolder } from 'vscode';
import type { FolderSession } from './folder-session.ts';
import { together, type Owned } from '../owned.ts';

/** The sessions of all workspace folders. A folder that is not on the disk has none. */
export interface Sessions extends Owned {
  /** In the order in which the workspace has its folders. */
  all(): readonly FolderSession[];
  /**
   * The session that answers for a document: its folder's; for a file outside every folder, and for a new one, that of
   * the only folder that is configured. undefined: there is none, or not every folder has been read yet.
   */
  of(uri: Uri): FolderSession | undefined;
  /** The same, once the folders are read that have to be: sends nothing. */
  find(uri: Uri): Promise<FolderSession | undefined>;
  /** Why nobody answers for a document; null: somebody does, or will as soon as the folders are read. */
  silence(uri: Uri): Silence | null;
  /** By the folder's URI as text. */
  byFolder(folder: string): FolderSession | undefined;
  /** Fires when folders come and go, and after every change in one of them. */
  readonly onDidChange: Event<void>;
  /** Fires with a session of which all flows have been read for the first time, or ask for something else since. */
  readonly onDidChangeFlows: Event<FolderSession>;
}

/** Why a document has no session. */
export type Silence =
  | 'no-folder'
  | 'not-on-disk'
  /** It is no file, such as the old side of a comparison. */
  | 'no-file'
  | 'none-configured'
  | 'several-configured';

/** What lies outside every folder and is still answered for. */
const outsiders = ['file', 'untitled'];

export function createSessions(create: (folder: WorkspaceFolder) => FolderSession): Sessions {
  const changes = new EventEmitter<void>();
  const flowChanges = new EventEmitter<FolderSession>();
  const sessions = new Map<string, { session: FolderSession; listener: Owned }>();

  function open(folder: WorkspaceFolder): void {
    if (folder.uri.scheme !== 'file') return;
    const session = create(folder);
    const listener = together(
      session.onDidChange(() => changes.fire()),
      session.onDidChangeFlows(() => flowChanges.fire(session)),
    );
    sessions.set(folder.uri.toString(), { session, listener });
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
  const all = () => (workspace.workspaceFolders ?? []).flatMap(({ uri }) => byFolder(uri.toString()) ?? []);
  const isUnread = (session: FolderSession) => session.configuration() === null;
  const configuredSessions = () =>
    all().filter((session) => (session.configuration()?.backends.length ?? 0) > 0);
  const isOutside = (uri: Uri) =>
    outsiders.includes(uri.scheme) && workspace.getWorkspaceFolder(uri) === undefined;

  function of(uri: Uri): FolderSession | undefined {
    if (!isOutside(uri)) return byFolder(workspace.getWorkspaceFolder(uri)?.uri.toString() ?? '');
    if (all().some(isUnread)) return undefined;
    const [only, ...others] = configuredSessions();
    return others.length === 0 ? only : undefined;
  }

  function silence(uri: Uri): Silence | null {
    if (of(uri) !== undefined) return null;
    if ((workspace.workspaceFolders ?? []).length === 0) return 'no-folder';
    if (!outsiders.includes(uri.scheme) && workspace.getWorkspaceFolder(uri) === undefined) return 'no-file';
    if (!isOutside(uri) || all().length === 0) return 'not-on-disk';
    if (all().some(isUnread)) return null;
    return configuredSessions().length === 0 ? 'none-configured' : 'several-configured';
  }

  return {
    all,
    of,
    async find(uri) {
      const unread = isOutside(uri) ? all() : [of(uri)].filter((session) => session !== undefined);
      await Promise.all(unread.map((session) => session.ready()));
      return of(uri);
    },
    silence,
    byFolder,
    onDidChange: changes.event,
    onDidChangeFlows: flowChanges.event,
    dispose() {
      folders.dispose();
      for (const key of [...sessions.keys()]) close(key);
      changes.dispose();
      flowChanges.dispose();
    },
  };
}
