/** What kinds of credential a user may let go to an address. */
export const credentialKinds = [
  /** What another file of the folder holds than the one that names the address. */
  'other-files',
  /** Variables of the process's environment. */
  'environment',
  /** A file of the user's home, such as `~/.vault-token` or a profile of `~/.aws`. */
  'home-file',
  /** Of the machine itself: a pod's token, a managed identity. */
  'machine',
  /** Somebody who is signed in on this machine. */
  'account',
] as const;

export type CredentialKind = (typeof credentialKinds)[number];

/** The user's leave for one kind of credential of one manager to go to one address. */
export interface Approval {
  /** Kestra's name of the backend's type, such as `vault`. */
  readonly manager: string;
  readonly credential: CredentialKind;
  /** Scheme, host and port, such as `http://127.0.0.1:8200`. */
  readonly endpoint: string;
  /** What of a cloud's own address is asked: a Google project, an AWS role; null: the address is the place. */
  readonly place: string | null;
  /** The variables (of the environment) or the variables and files (of other files) that it is for; else empty. */
  readonly names: readonly string[];
}
