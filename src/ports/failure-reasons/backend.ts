/** What keeps a text from being an address that a credential may be sent to. */
export type AddressFault = 'not-a-url' | 'scheme' | 'userinfo' | 'query' | 'api-path';

/** What is said of any backend without a place. A closed list. */
export type BackendReason =
  | { readonly kind: 'unexpected-error'; readonly backend: string }
  | { readonly kind: 'questions-too-slow'; readonly backend: string; readonly seconds: number }
  | { readonly kind: 'folder-not-trusted'; readonly backend: string }
  | { readonly kind: 'address-missing'; readonly backend: string }
  | { readonly kind: 'address-not-known'; readonly backend: string }
  | {
      readonly kind: 'address-variables-not-set';
      readonly backend: string;
      readonly variables: readonly string[];
    }
  | { readonly kind: 'address-refused'; readonly backend: string; readonly fault: AddressFault }
  | { readonly kind: 'login-path-refused'; readonly backend: string }
  | {
      readonly kind: 'login-path-variables-not-set';
      readonly backend: string;
      readonly variables: readonly string[];
    }
  | { readonly kind: 'login-user-refused'; readonly backend: string }
  | {
      readonly kind: 'login-user-variables-not-set';
      readonly backend: string;
      readonly variables: readonly string[];
    }
  | { readonly kind: 'credential-not-sendable'; readonly backend: string }
  | {
      readonly kind: 'secret-fills-no-address';
      readonly backend: string;
      readonly variables: readonly string[];
    }
  | { readonly kind: 'no-credential'; readonly backend: string }
  | {
      readonly kind: 'credential-variables-not-set';
      readonly backend: string;
      readonly variables: readonly string[];
    }
  | { readonly kind: 'kubernetes-login'; readonly backend: string }
  | { readonly kind: 'key-missing-or-not-known'; readonly backend: string; readonly key: string }
  | { readonly kind: 'configuration-broken'; readonly backend: string; readonly files: readonly string[] }
  | { readonly kind: 'name-leads-elsewhere'; readonly backend: string; readonly name: string };
