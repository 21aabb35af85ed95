/**
 * Who to be at AWS. Holds credentials, or the name of a profile from which the client reads them; never logged, and
 * lives no longer than the store it opens.
 */
export interface AwsLogin {
  readonly region: string;
  readonly identity: AwsIdentity;
  /** A role that is taken on top of whatever identity (Kestra: `sts-role-arn`). */
  readonly role: AwsRole | null;
}

export type AwsIdentity =
  | {
      readonly kind: 'keys';
      readonly accessKeyId: string;
      readonly secretAccessKey: string;
      readonly sessionToken: string | null;
    }
  /** Of the user's own `~/.aws`. */
  | { readonly kind: 'profile'; readonly profile: string };

export interface AwsRole {
  readonly arn: string;
  readonly externalId: string | null;
  readonly sessionName: string;
  /** Seconds. */
  readonly duration: number;
  /** Where STS is asked: scheme, host and port, and a base path if there is one. */
  readonly endpoint: string;
}

/** A profile of the user's `~/.aws`: its name, and never what it holds. */
export interface AwsProfile {
  readonly name: string;
  /** Whether its credentials come from the metadata service of a container or an instance, which is never asked. */
  readonly serverOnly: boolean;
  /** Whether they come from a session that `aws sso login` begins. */
  readonly sso: boolean;
}

/** The profiles that the user has, and the one that a setting of the user's own chooses. */
export interface AwsProfiles {
  chosenProfile(): string | null;
  /** Reads the files of `~/.aws`; sends nothing. Rejects with an AbortError only. */
  list(signal: AbortSignal): Promise<readonly AwsProfile[]>;
}
