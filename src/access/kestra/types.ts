import type { Failure } from '../../ports/failure.ts';

/** Where a running Kestra is, and which of its tenants is meant. */
export interface KestraPlace {
  /** Scheme, host and port, and a base path if there is one; no user, password or query. */
  readonly url: string;
  readonly tenant: string;
}

/** How to log in to a Kestra; holds credentials, so it is never logged and lives no longer than the instance it opens. */
export type KestraLogin =
  | { readonly kind: 'basic'; readonly user: string; readonly password: string }
  | { readonly kind: 'token'; readonly token: string }
  /** Kestra before 0.24 asks for none. */
  | { readonly kind: 'none' };

/** A login that is kept, or given for one run. */
export type GivenKestraLogin = Exclude<KestraLogin, { readonly kind: 'none' }>;

/** May the folder's Kestra be asked, where, and as whom? */
export type KestraAccess =
  | {
      readonly state: 'granted';
      /** As {@link KestraPlace.url}. */
      readonly endpoint: string;
      readonly tenant: string;
      readonly login: KestraLogin;
    }
  /** Nothing was sent; kind not-trusted or misconfigured. */
  | { readonly state: 'blocked'; readonly failure: Failure }
  /** The folder has none. */
  | { readonly state: 'not-connected' };

/** What the command line gives for one run, which is the approval. */
export interface KestraOfRun extends KestraPlace {
  readonly login: KestraLogin;
}
