import type { FailedBackend } from '../backend.ts';

/** What keeps a text from being an address that a credential may be sent to. */
export type AddressFault = 'not-a-url' | 'scheme' | 'userinfo' | 'query' | 'api-path';

/** What is said of any backend without a place. A closed list. */
export type BackendReason =
  | { readonly kind: 'unexpected-error'; readonly backend: FailedBackend }
  | { readonly kind: 'questions-too-slow'; readonly backend: FailedBackend; readonly seconds: number }
  | { readonly kind: 'folder-not-trusted'; readonly backend: FailedBackend }
  | { readonly kind: 'address-missing'; readonly backend: FailedBackend }
  | { readonly kind: 'address-not-known'; readonly backend: FailedBackend }
  | {
      readonly kind: 'address-variables-not-set';
      readonly backend: FailedBackend;
      readonly variables: readonly string[];
    }
  | { readonly kind: 'address-refused'; readonly backend: FailedBackend; readonly fault: AddressFault }
  | { readonly kind: 'login-path-refused'; readonly backend: FailedBackend }
  | {
      readonly kind: 'login-path-variables-not-set';
      readonly backend: FailedBackend;
      readonly variables: readonly string[];
    }
  | { readonly kind: 'login-user-refused'; readonly backend: FailedBackend }
  | {
      readonly kind: 'login-user-variables-not-set';
      readonly backend: FailedBackend;
      readonly variables: readonly string[];
    }
  | { readonly kind: 'credential-not-sendable'; readonly backend: FailedBackend }
  | {
      readonly kind: 'secret-fills-no-address';
      readonly backend: FailedBackend;
      readonly variables: readonly string[];
    }
  | { readonly kind: 'no-credential'; readonly backend: FailedBackend }
  | {
      readonly kind: 'credential-variables-not-set';
      readonly backend: FailedBackend;
      readonly variables: readonly string[];
    }
  | { readonly kind: 'kubernetes-login'; readonly backend: FailedBackend }
  | { readonly kind: 'key-missing-or-not-known'; readonly backend: FailedBackend; readonly key: string }
  | {
      readonly kind: 'configuration-broken';
      readonly backend: FailedBackend;
      readonly files: readonly string[];
    }
  | { readonly kind: 'name-leads-elsewhere'; readonly backend: FailedBackend; readonly name: string };
