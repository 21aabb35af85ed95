import type { ExtensionContext } from 'vscode';
import { memoryStorages } from '../access/index.ts';
import type { FolderStorage } from '../folder/index.ts';
import type { CredentialStorage, RecordStorage } from '../ports/storage.ts';
import { isObject } from '../text/json.ts';

/**
 * The storage of a folder, by its URI as text, outside the workspace, so that no folder can grant itself anything. It goes by VS Code's id
 * of the workspace; where there is none, all that is kept ends with the session.
 */
export function folderStorage(context: ExtensionContext, uri: string): FolderStorage {
  const workspace = workspaceId(context);
  const folder = JSON.stringify([workspace, uri]);
  if (workspace === null) return { folder, ...memoryStorages() };
  return { folder, credentials: credentialStorage(context), records: recordStorage(context) };
}

/** The name of the folder that VS Code keeps a workspace's storage in; null: there is none. */
function workspaceId({ storageUri }: Pick<ExtensionContext, 'storageUri'>): string | null {
  return (
    storageUri?.path
      .split('/')
      .filter((name) => name !== '')
      .at(-2) ?? null
  );
}

/** Credentials the user typed, in VS Code's SecretStorage: encrypted by the system, never synchronised. */
function credentialStorage(context: ExtensionContext): CredentialStorage {
  return {
    get: async (key) => context.secrets.get(key),
    set: async (key, value) => context.secrets.store(key, value),
    delete: async (key) => context.secrets.delete(key),
  };
}

/** Approvals and other ways in. */
function recordStorage(context: ExtensionContext): RecordStorage {
  return {
    get: (key) => context.globalState.get(key),
    set: async (key, value) => context.globalState.update(key, value),
  };
}

/**
 * Takes away what earlier versions kept by the path alone: it is asked for anew, and a login that nobody can see or
 * forget any more is not to stay.
 */
export async function forgetOlder(context: ExtensionContext, uri: string): Promise<void> {
  const logins: unknown = context.globalState.get(`typed:${uri}`);
  for (const login of Array.isArray(logins) ? logins : []) {
    if (!isObject(login)) continue;
    await context.secrets.delete(JSON.stringify(['typed', uri, login.backend, login.endpoint]));
  }
  for (const kind of ['approvals', 'typed', 'connections']) {
    const key = `${kind}:${uri}`;
    if (context.globalState.get(key) !== undefined) await context.globalState.update(key, undefined);
  }
}
