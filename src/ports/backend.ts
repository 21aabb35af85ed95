/** Where a backend is configured: for all, for a tenant, or for a namespace and those below it. */
export type Level = 'global' | 'tenant' | 'namespace';

/** What names one backend of a folder, and nothing else of its configuration. */
export interface NamedBackend {
  /** Kestra's name of its type, as written where it is not supported. */
  readonly kestraType: string;
  readonly level: Level;
  readonly namespace: string | null;
  readonly id: string;
}

/** The backend that a failure is of. */
export interface FailedBackend extends NamedBackend {
  /** The service of the manager's own that failed, where it is another one than the store of secrets. */
  readonly service?: 'STS';
}
