/** What Google answered, or why it is not asked; each kind begins with `google-`. A closed list. */
export type GoogleReason =
  | { readonly kind: 'google-quota-project'; readonly backend: string; readonly project: string }
  | { readonly kind: 'google-api-disabled'; readonly backend: string; readonly project: string }
  | { readonly kind: 'google-credential-refused'; readonly backend: string; readonly endpoint: string }
  | { readonly kind: 'google-no-project'; readonly backend: string; readonly project: string }
  | { readonly kind: 'google-list-refused'; readonly backend: string; readonly project: string }
  | { readonly kind: 'google-secret-refused'; readonly backend: string; readonly project: string }
  | { readonly kind: 'google-value-refused'; readonly backend: string; readonly project: string }
  | {
      readonly kind: 'google-strange-answer';
      readonly backend: string;
      readonly endpoint: string;
      readonly status: number;
    }
  | { readonly kind: 'google-address-invalid'; readonly backend: string }
  | { readonly kind: 'google-impersonation-refused'; readonly backend: string; readonly account: string }
  | { readonly kind: 'google-login-expired'; readonly backend: string }
  | { readonly kind: 'google-login-refused'; readonly backend: string; readonly code: string }
  | { readonly kind: 'google-key-damaged'; readonly backend: string }
  | { readonly kind: 'google-login-elsewhere'; readonly backend: string; readonly origin: string }
  | { readonly kind: 'google-no-credential'; readonly backend: string }
  | { readonly kind: 'google-project-not-known'; readonly backend: string }
  | { readonly kind: 'google-project-missing'; readonly backend: string }
  | { readonly kind: 'google-key-not-json'; readonly backend: string }
  | { readonly kind: 'google-key-external'; readonly backend: string }
  | { readonly kind: 'google-key-foreign'; readonly backend: string }
  | { readonly kind: 'google-variables-file-refused'; readonly backend: string; readonly variable: string }
  | { readonly kind: 'google-file-refused'; readonly backend: string; readonly file: string }
  | { readonly kind: 'google-file-external'; readonly backend: string; readonly file: string };
