import type { FailedBackend } from '../backend.ts';

/** What a Vault answered, or why one is not asked; each kind begins with `vault-`. A closed list. */
export type VaultReason =
  | { readonly kind: 'vault-sealed'; readonly backend: FailedBackend; readonly endpoint: string }
  | {
      readonly kind: 'vault-no-namespace';
      readonly backend: FailedBackend;
      readonly endpoint: string;
      readonly namespace: string;
    }
  | {
      readonly kind: 'vault-list-refused';
      readonly backend: FailedBackend;
      readonly endpoint: string;
      readonly path: string;
    }
  | {
      readonly kind: 'vault-question-refused';
      readonly backend: FailedBackend;
      readonly endpoint: string;
      readonly path: string;
    }
  | {
      readonly kind: 'vault-login-refused';
      readonly backend: FailedBackend;
      readonly endpoint: string;
      readonly path: string;
    }
  | {
      readonly kind: 'vault-no-engine';
      readonly backend: FailedBackend;
      readonly endpoint: string;
      readonly engine: string;
    }
  | {
      readonly kind: 'vault-other-engine';
      readonly backend: FailedBackend;
      readonly endpoint: string;
      readonly engine: string;
      readonly actual: string;
    }
  | {
      readonly kind: 'vault-not-of-version';
      readonly backend: FailedBackend;
      readonly endpoint: string;
      readonly engine: string;
      readonly version: number;
    }
  | {
      readonly kind: 'vault-other-version';
      readonly backend: FailedBackend;
      readonly endpoint: string;
      readonly engine: string;
      readonly actual: number;
      readonly version: number;
    }
  | {
      readonly kind: 'vault-not-key-value';
      readonly backend: FailedBackend;
      readonly endpoint: string;
      readonly engine: string;
      readonly type: string;
    }
  | {
      readonly kind: 'vault-strange-answer';
      readonly backend: FailedBackend;
      readonly endpoint: string;
      readonly status: number;
    }
  | { readonly kind: 'vault-request-not-allowed'; readonly backend: FailedBackend }
  | { readonly kind: 'vault-credential-empty'; readonly backend: FailedBackend }
  | { readonly kind: 'vault-token-not-sendable'; readonly backend: FailedBackend }
  | { readonly kind: 'vault-login-path-unusable'; readonly backend: FailedBackend }
  | {
      readonly kind: 'vault-engine-version-invalid';
      readonly backend: FailedBackend;
      readonly version: number;
    }
  | { readonly kind: 'vault-root-engine-empty'; readonly backend: FailedBackend }
  | { readonly kind: 'vault-value-not-known'; readonly backend: FailedBackend; readonly key: string }
  | { readonly kind: 'vault-path-leads-elsewhere'; readonly backend: FailedBackend; readonly key: string }
  | { readonly kind: 'vault-namespace-not-sendable'; readonly backend: FailedBackend }
  | { readonly kind: 'vault-address-invalid'; readonly backend: FailedBackend }
  | {
      readonly kind: 'vault-absence-not-confirmed';
      readonly backend: FailedBackend;
      readonly engine: string;
    };
