import type { FailedBackend } from '../backend.ts';

/** What Google answered, or why it is not asked; each kind begins with `google-`. A closed list. */
export type GoogleReason =
  | { readonly kind: 'google-quota-project'; readonly backend: FailedBackend; readonly project: string }
  | { readonly kind: 'google-api-disabled'; readonly backend: FailedBackend; readonly project: string }
  | { readonly kind: 'google-credential-refused'; readonly backend: FailedBackend; readonly endpoint: string }
  | { readonly kind: 'google-no-project'; readonly backend: FailedBackend; readonly project: string }
  | { readonly kind: 'google-list-refused'; readonly backend: FailedBackend; readonly project: string }
  | { readonly kind: 'google-secret-refused'; readonly backend: FailedBackend; readonly project: string }
  | { readonly kind: 'google-value-refused'; readonly backend: FailedBackend; readonly project: string }
  | {
      readonly kind: 'google-strange-answer';
      readonly backend: FailedBackend;
      readonly endpoint: string;
      readonly status: number;
    }
  | { readonly kind: 'google-address-invalid'; readonly backend: FailedBackend }
  | {
      readonly kind: 'google-impersonation-refused';
      readonly backend: FailedBackend;
      readonly account: string;
    }
  | { readonly kind: 'google-login-expired'; readonly backend: FailedBackend }
  | { readonly kind: 'google-login-refused'; readonly backend: FailedBackend; readonly code: string }
  | { readonly kind: 'google-key-damaged'; readonly backend: FailedBackend }
  | { readonly kind: 'google-login-elsewhere'; readonly backend: FailedBackend; readonly origin: string }
  | { readonly kind: 'google-no-credential'; readonly backend: FailedBackend }
  | { readonly kind: 'google-project-not-known'; readonly backend: FailedBackend }
  | { readonly kind: 'google-project-missing'; readonly backend: FailedBackend }
  | { readonly kind: 'google-key-not-json'; readonly backend: FailedBackend }
  | { readonly kind: 'google-key-external'; readonly backend: FailedBackend }
  | { readonly kind: 'google-key-foreign'; readonly backend: FailedBackend }
  | {
      readonly kind: 'google-variables-file-refused';
      readonly backend: FailedBackend;
      readonly variable: string;
    }
  | { readonly kind: 'google-file-refused'; readonly backend: FailedBackend; readonly file: string }
  | { readonly kind: 'google-file-external'; readonly backend: FailedBackend; readonly file: string };
