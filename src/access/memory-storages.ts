import type { CredentialStorage, RecordStorage } from '../ports/storage.ts';

/** Storages that keep nothing beyond this process. */
export function memoryStorages(): {
  readonly credentials: CredentialStorage;
  readonly records: RecordStorage;
} {
  const credentials = new Map<string, string>();
  const records = new Map<string, unknown>();
  return {
    credentials: {
      get: (key) => Promise.resolve(credentials.get(key)),
      set: (key, value) => Promise.resolve(void credentials.set(key, value)),
      delete: (key) => Promise.resolve(void credentials.delete(key)),
    },
    records: {
      get: (key) => records.get(key),
      set: (key, value) => Promise.resolve(void records.set(key, value)),
    },
  };
}
