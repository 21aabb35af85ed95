import type { FailedBackend } from '../backend.ts';

/** What a running Kestra answered, or why it is not asked; each kind begins with `kestra-`. A closed list. */
export type KestraReason =
  /** `login`: what was sent to log in with. */
  | {
      readonly kind: 'kestra-login-refused';
      readonly backend: FailedBackend;
      readonly endpoint: string;
      readonly login: 'none' | 'token' | 'basic';
    }
  | {
      readonly kind: 'kestra-not-allowed';
      readonly backend: FailedBackend;
      readonly endpoint: string;
      readonly tenant: string;
    }
  | { readonly kind: 'kestra-web-page'; readonly backend: FailedBackend; readonly endpoint: string }
  | { readonly kind: 'kestra-leads-elsewhere'; readonly backend: FailedBackend; readonly endpoint: string }
  | {
      readonly kind: 'kestra-not-there';
      readonly backend: FailedBackend;
      readonly endpoint: string;
      readonly tenant: string;
    }
  | {
      readonly kind: 'kestra-strange-answer';
      readonly backend: FailedBackend;
      readonly endpoint: string;
      readonly status: number;
    }
  | { readonly kind: 'kestra-plain-http'; readonly backend: FailedBackend; readonly origin: string }
  | { readonly kind: 'kestra-tenant-invalid'; readonly backend: FailedBackend }
  | { readonly kind: 'kestra-address-invalid'; readonly backend: FailedBackend }
  | { readonly kind: 'kestra-login-unusable'; readonly backend: FailedBackend };
