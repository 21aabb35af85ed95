/** What a credential is called where somebody is asked whether it may be sent: never what it holds. A closed list. */
export type CredentialName =
  /** Variables of the process's environment. */
  | { readonly kind: 'environment'; readonly variables: readonly string[] }
  /**
   * What other files than the one of the address give: `NAME (FILE)`, or a file alone, where no variable has a name for
   * what stands there. `emptied`: the key for another address, which is empty, so that any credential would be sent.
   */
  | { readonly kind: 'other-files'; readonly emptied: readonly string[]; readonly names: readonly string[] }
  | { readonly kind: 'aws-profile'; readonly profile: string }
  | { readonly kind: 'managed-identity'; readonly identity: string }
  | { readonly kind: 'workload-identity'; readonly identity: string }
  | { readonly kind: 'microsoft-account'; readonly account: string }
  | { readonly kind: 'google-login'; readonly file: string }
  | { readonly kind: 'service-account'; readonly email: string; readonly file: string }
  | { readonly kind: 'pod-token'; readonly file: string }
  | { readonly kind: 'home-file'; readonly file: string };
