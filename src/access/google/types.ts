/** Who to be at Google's Secret Manager. Holds credentials: never logged, and lives no longer than its store. */
export interface GoogleLogin {
  /** Whose secrets are asked for: a project's id or number. */
  readonly project: string;
  readonly identity: GoogleIdentity;
}

export type GoogleIdentity = GoogleServiceAccount | GoogleUser | GoogleImpersonation;

/** A key of a service account: it signs what is sent, and asks nobody for a token. */
export interface GoogleServiceAccount {
  readonly kind: 'service-account';
  readonly email: string;
  readonly keyId: string | null;
  /** PEM. */
  readonly privateKey: string;
  /** The project that the account belongs to. */
  readonly project: string | null;
}

/** Somebody who has signed in by Google's command line. */
export interface GoogleUser {
  readonly kind: 'user';
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
  /** The project that a user's questions are counted for. */
  readonly quotaProject: string | null;
}

/** A service account in whose name another identity asks. */
export interface GoogleImpersonation {
  readonly kind: 'impersonation';
  readonly email: string;
  readonly delegates: readonly string[];
  readonly by: GoogleServiceAccount | GoogleUser;
}

/** A file of the user's own that holds credentials of Google's. */
export interface GoogleCredentialsFile {
  /** As it is shown to the user. */
  readonly name: string;
  /** null: it is not there, or cannot be read. */
  readonly text: string | null;
}

/** What this machine has of Google's application-default credentials. */
export interface GoogleOfMachine {
  /** The file at that absolute path. Rejects with an AbortError only. */
  credentialsAt(path: string, signal: AbortSignal): Promise<GoogleCredentialsFile>;
  /** The file that `gcloud auth application-default login` writes. Likewise. */
  usualCredentials(signal: AbortSignal): Promise<GoogleCredentialsFile>;
}
