/** What a Vault answered, or why one is not asked; each kind begins with `vault-`. A closed list. */
export type VaultReason =
  | { readonly kind: 'vault-sealed'; readonly backend: string; readonly endpoint: string }
  | {
      readonly kind: 'vault-no-namespace';
      readonly backend: string;
      readonly endpoint: string;
      readonly namespace: string;
    }
  | {
      readonly kind: 'vault-list-refused';
      readonly backend: string;
      readonly endpoint: string;
      readonly path: string;
    }
  | {
      readonly kind: 'vault-question-refused';
      readonly backend: string;
      readonly endpoint: string;
      readonly path: string;
    }
  | {
      readonly kind: 'vault-login-refused';
      readonly backend: string;
      readonly endpoint: string;
      readonly path: string;
    }
  | {
      readonly kind: 'vault-no-engine';
      readonly backend: string;
      readonly endpoint: string;
      readonly engine: string;
    }
  | {
      readonly kind: 'vault-other-engine';
      readonly backend: string;
      readonly endpoint: string;
      readonly engine: string;
      readonly actual: string;
    }
  | {
      readonly kind: 'vault-not-of-version';
      readonly backend: string;
      readonly endpoint: string;
      readonly engine: string;
      readonly version: number;
    }
  | {
      readonly kind: 'vault-other-version';
      readonly backend: string;
      readonly endpoint: string;
      readonly engine: string;
      readonly actual: number;
      readonly version: number;
    }
  | {
      readonly kind: 'vault-not-key-value';
      readonly backend: string;
      readonly endpoint: string;
      readonly engine: string;
      readonly type: string;
    }
  | {
      readonly kind: 'vault-strange-answer';
      readonly backend: string;
      readonly endpoint: string;
      readonly status: number;
    }
  | { readonly kind: 'vault-request-not-allowed'; readonly backend: string }
  | { readonly kind: 'vault-credential-empty'; readonly backend: string }
  | { readonly kind: 'vault-token-not-sendable'; readonly backend: string }
  | { readonly kind: 'vault-login-path-unusable'; readonly backend: string }
  | { readonly kind: 'vault-engine-version-invalid'; readonly backend: string; readonly version: number }
  | { readonly kind: 'vault-root-engine-empty'; readonly backend: string }
  | { readonly kind: 'vault-value-not-known'; readonly backend: string; readonly key: string }
  | { readonly kind: 'vault-path-leads-elsewhere'; readonly backend: string; readonly key: string }
  | { readonly kind: 'vault-namespace-not-sendable'; readonly backend: string }
  | { readonly kind: 'vault-address-invalid'; readonly backend: string }
  | { readonly kind: 'vault-absence-not-confirmed'; readonly backend: string; readonly engine: string };
