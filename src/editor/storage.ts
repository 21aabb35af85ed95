import type { ExtensionContext } from 'vscode';
import type { CredentialStorage, RecordStorage } from '../ports/storage.ts';

/** Credentials the user typed, in VS Code's SecretStorage: encrypted by the system, never synchronised. */
export function credentialStorage(context: ExtensionContext): CredentialStorage {
  return {
    get: async (key) => context.secrets.get(key),
    set: async (key, value) => context.secrets.store(key, value),
    delete: async (key) => context.secrets.delete(key),
  };
}

/** Approvals and other ways in: outside the workspace, so that no folder can grant itself anything. */
export function recordStorage(context: ExtensionContext): RecordStorage {
  return {
    get: (key) => context.globalState.get(key),
    set: async (key, value) => context.globalState.update(key, value),
  };
}
