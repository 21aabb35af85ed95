import type { Failure } from '../ports/failure.ts';

/** Where a credential came from: decides where it may go. */
export type CredentialSource =
  | { readonly kind: 'configuration' }
  /** Typed by the user and kept in SecretStorage for that exact endpoint. */
  | { readonly kind: 'typed' }
  /** A process environment variable, or a placeholder filled from one. */
  | { readonly kind: 'environment'; readonly variables: readonly string[] }
  /** A file in the user's home, such as `~/.vault-token`. */
  | { readonly kind: 'home-file'; readonly path: string };

/** How to log in to a Vault; holds credentials, so it is never logged and lives no longer than the store it opens. */
export type VaultLogin =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'app-role'; readonly path: string; readonly roleId: string; readonly secretId: string }
  | { readonly kind: 'password'; readonly path: string; readonly user: string; readonly password: string }
  | { readonly kind: 'kubernetes'; readonly path: string; readonly role: string; readonly jwt: string };

/** The answer to "may this backend be asked, where, and as whom?". */
export type VaultAccess =
  | {
      readonly state: 'granted';
      /** Scheme, host and port, and a base path if there is one. */
      readonly endpoint: string;
      readonly login: VaultLogin;
      readonly source: CredentialSource;
    }
  /** Nothing was sent; kind signed-out, not-approved, not-trusted or misconfigured. */
  | { readonly state: 'blocked'; readonly failure: Failure };

/** The user's leave for outside credentials to go to one endpoint. */
export interface Approval {
  /** Scheme, host and port, such as `http://127.0.0.1:8200`. */
  readonly endpoint: string;
  /** Variables that may fill the configuration's placeholders there; empty: the manager's own credentials only. */
  readonly variables: readonly string[];
}
