import type { Backend } from '../configuration/index.ts';
import type { Clock } from '../ports/clock.ts';
import type { Failure } from '../ports/failure.ts';
import type { Log } from '../ports/log.ts';
import type { KestraConnection } from './kestra/types.ts';
import type { Store } from '../stores/index.ts';

/** What came of opening a backend: only an open one is ever sent anything. */
export type OpenedStore =
  | { readonly state: 'open'; readonly store: Store }
  | { readonly state: 'blocked'; readonly failure: Failure }
  | { readonly state: 'unsupported' };

/** What the catalog is given by whoever composes it. */
export interface CatalogDependencies {
  /** Finds the credential that may go to the backend and opens its store. Rejects with a FailureError. */
  open(backend: Backend, signal: AbortSignal): Promise<OpenedStore>;
  /** Where a backend is, in words, never with a credential. */
  locationOf(backend: Backend): string;
  /** The running Kestra of the folder. Left out: the client connects to none. */
  readonly kestra?: KestraConnection;
  readonly clock: Clock;
  readonly log: Log;
  /** Nothing is sent: every remote verdict is unknown, `offline`. */
  readonly offline?: boolean;
  /**
   * Everything is asked once, and told at the end of the run: an answer counts as of the time it was given, however long
   * others took after it.
   */
  readonly isOneRun?: boolean;
}
