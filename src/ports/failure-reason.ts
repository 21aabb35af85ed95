/**
 * What happened, and what to do next, as data: each client makes its sentence (`language/messages/`). A closed list.
 * `backend` is what the backend is called; `endpoint` and `origin` hold no credential.
 */
export type FailureReason =
  | { readonly kind: 'unexpected-error'; readonly backend: string }
  | { readonly kind: 'questions-too-slow'; readonly backend: string; readonly seconds: number }
  | { readonly kind: 'throttled'; readonly backend: string; readonly endpoint: string }
  | { readonly kind: 'leads-elsewhere'; readonly backend: string; readonly endpoint: string }
  | {
      readonly kind: 'gateway-failed';
      readonly backend: string;
      readonly endpoint: string;
      readonly status: number;
    }
  | {
      readonly kind: 'server-failed';
      readonly backend: string;
      readonly endpoint: string;
      readonly status: number;
    }
  | { readonly kind: 'not-http'; readonly backend: string; readonly origin: string }
  | {
      readonly kind: 'host-not-known';
      readonly backend: string;
      readonly origin: string;
      readonly host: string;
    }
  | { readonly kind: 'nothing-listens'; readonly backend: string; readonly origin: string }
  | { readonly kind: 'no-route'; readonly backend: string; readonly origin: string }
  | { readonly kind: 'closed-without-answer'; readonly backend: string; readonly origin: string }
  | {
      readonly kind: 'no-connection';
      readonly backend: string;
      readonly origin: string;
      readonly code: string;
    }
  | {
      readonly kind: 'container-not-known';
      readonly backend: string;
      readonly origin: string;
      readonly host: string;
    }
  | { readonly kind: 'no-connection-in-time'; readonly backend: string; readonly origin: string }
  | {
      readonly kind: 'no-answer-in-time';
      readonly backend: string;
      readonly origin: string;
      readonly seconds: number;
    }
  | {
      readonly kind: 'no-answer-in-read-timeout';
      readonly backend: string;
      readonly origin: string;
      readonly seconds: number;
      readonly key: string;
    }
  | {
      readonly kind: 'answer-too-large';
      readonly backend: string;
      readonly origin: string;
      readonly megabytes: number;
    }
  | { readonly kind: 'certificate-expired'; readonly backend: string; readonly origin: string }
  | { readonly kind: 'certificate-not-yet-valid'; readonly backend: string; readonly origin: string }
  | { readonly kind: 'certificate-of-other-host'; readonly backend: string; readonly origin: string }
  | { readonly kind: 'not-tls'; readonly backend: string; readonly origin: string }
  | {
      readonly kind: 'certificate-not-trusted';
      readonly backend: string;
      readonly origin: string;
      readonly certificatesIn: string;
    }
  | { readonly kind: 'vault-sealed'; readonly backend: string; readonly endpoint: string }
  | {
      readonly kind: 'throttled-for';
      readonly backend: string;
      readonly endpoint: string;
      readonly seconds: number;
    }
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
  | { readonly kind: 'name-leads-elsewhere'; readonly backend: string; readonly name: string };
