import type { Location } from '../ports/location.ts';
import type {
  AwsBackend,
  AzureBackend,
  Backend,
  GoogleBackend,
  VaultBackend,
} from '../configuration/index.ts';
import type { Manager } from '../managers/table.ts';
import type { Approval } from '../ports/approval.ts';
import type { Failure } from '../ports/failure.ts';
import type { AwsLogin } from './aws/types.ts';
import type { AzureLogin } from './azure/types.ts';
import type { Home } from './destination.ts';
import type { GoogleLogin } from './google/types.ts';

/** Where a credential came from: decides where it may go. */
export type CredentialSource =
  | { readonly kind: 'configuration' }
  /** Typed by the user and kept in SecretStorage for that exact endpoint. */
  | { readonly kind: 'typed' }
  /** A process environment variable, or a placeholder filled from one. */
  | { readonly kind: 'environment'; readonly variables: readonly string[] }
  /** A file in the user's home, such as `~/.vault-token`. */
  | { readonly kind: 'home-file'; readonly path: string }
  /** Of the machine itself, such as Azure's managed identity. */
  | { readonly kind: 'machine' }
  /** Somebody who is signed in on this machine. */
  | { readonly kind: 'account' };

/** How to log in to a Vault; holds credentials, so it is never logged and lives no longer than the store it opens. */
export type VaultLogin =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'app-role'; readonly path: string; readonly roleId: string; readonly secretId: string }
  | { readonly kind: 'password'; readonly path: string; readonly user: string; readonly password: string }
  | { readonly kind: 'kubernetes'; readonly path: string; readonly role: string; readonly jwt: string };

/** The answer to "may this backend be asked, where, and as whom?". */
export type Authorization<Login> =
  | {
      readonly state: 'granted';
      /** Scheme, host and port, and a base path if there is one. */
      readonly endpoint: string;
      /** Who to be there, or how the manager's own client finds it out; lives no longer than the store it opens. */
      readonly login: Login;
      readonly source: CredentialSource;
    }
  /** Nothing was sent; kind signed-out, not-approved, not-trusted or misconfigured. */
  | { readonly state: 'blocked'; readonly failure: Failure };

export type VaultAccess = Authorization<VaultLogin>;
export type AwsAccess = Authorization<AwsLogin>;
export type AzureAccess = Authorization<AzureLogin>;
export type GoogleAccess = Authorization<GoogleLogin>;

/** A backend behind a network: it has an address, and somebody to be there. */
export type RemoteBackend = Extract<Backend, { readonly type: Manager }>;

/**
 * Who to be at a backend of each type, or why nothing is sent. Nothing is sent to find it out, either. Each rejects
 * with an AbortError only.
 */
export interface Authorizer {
  readonly authorizeVault: (backend: VaultBackend, signal: AbortSignal) => Promise<VaultAccess>;
  readonly authorizeAws: (backend: AwsBackend, signal: AbortSignal) => Promise<AwsAccess>;
  readonly authorizeAzure: (backend: AzureBackend, signal: AbortSignal) => Promise<AzureAccess>;
  readonly authorizeGoogle: (backend: GoogleBackend, signal: AbortSignal) => Promise<GoogleAccess>;
}

/** A login that the user types: kept in SecretStorage alone. */
export type TypedLogin = Extract<VaultLogin, { readonly kind: 'token' | 'app-role' }>;

/** Which typed login: for this backend, at exactly this scheme, host and port. */
export interface TypedPlace {
  readonly backend: string;
  readonly endpoint: string;
}

/** *Connect Differently*: another address, another login, or both, for one backend of one folder. */
export interface OtherWayIn {
  readonly backend: string;
  /** null: the configuration's own. Holds no user name, password or query. */
  readonly address: string | null;
  /** Whether a typed login goes before what the configuration names. */
  readonly ownLogin: boolean;
}

/** Where a backend is asked, in the form in which it is approved, or why it cannot be. */
export type BackendPlace =
  | {
      readonly state: 'known';
      readonly endpoint: string;
      readonly origin: string;
      /** null: the user, or the manager, says where it is. */
      readonly home: Home | null;
      /** The key for another address, which is there and empty, so that the manager's own is taken. */
      readonly emptied?: string;
    }
  | { readonly state: 'blocked'; readonly failure: Failure };

export type KnownPlace = Extract<BackendPlace, { readonly state: 'known' }>;

/** Decides for one workspace folder which credential may go to which endpoint. */
export interface Access extends Authorizer {
  /** Where a backend is: the user's other way in, else what its configuration says. */
  placeOf(backend: RemoteBackend): BackendPlace;
  /** Where it would be with this address as its other way in; null: with none. What a login is asked for. */
  placeWith(backend: RemoteBackend, address: string | null): BackendPlace;
  /** Where any backend is really asked. */
  locationOf(backend: Backend): Location;

  approvals(): readonly Approval[];
  approve(approval: Approval): Promise<void>;
  revoke(approval: Approval): Promise<void>;

  /** Keeps a login for the endpoint that the user was shown when typing it. Its name is `placeOf(…).origin`. */
  signIn(place: TypedPlace, login: TypedLogin): Promise<void>;
  /** Which typed logins there are; never what they hold. */
  typedLogins(): readonly TypedPlace[];
  forget(place: TypedPlace): Promise<void>;

  otherWaysIn(): readonly OtherWayIn[];
  /** `login` null: the login stays the configuration's. An address that {@link addressProblem} refuses is refused here. */
  connectDifferently(backend: RemoteBackend, address: string | null, login: TypedLogin | null): Promise<void>;
  /** Back to what the configuration says. */
  connectAsConfigured(backend: string): Promise<void>;
}
