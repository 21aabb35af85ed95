/** Where typed credentials are kept: VS Code's SecretStorage, or memory. Keys are ours, values are credentials. */
export interface CredentialStorage {
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string): Promise<void>;
  delete(key: string): Promise<void>;
}

/** Small records outside the workspace (approvals, other ways in); holds no credential. */
export interface RecordStorage {
  get(key: string): unknown;
  set(key: string, value: unknown): Promise<void>;
}
