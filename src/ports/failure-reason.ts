import type { Approval } from './approval.ts';
import type { CredentialName } from './credential-name.ts';

/** What keeps a text from being an address that a credential may be sent to. */
export type AddressFault = 'not-a-url' | 'scheme' | 'userinfo' | 'query' | 'api-path';

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
  | { readonly kind: 'aws-key-refused'; readonly backend: string; readonly endpoint: string }
  | {
      readonly kind: 'aws-profile-key-refused';
      readonly backend: string;
      readonly endpoint: string;
      readonly profile: string;
    }
  | { readonly kind: 'aws-session-expired'; readonly backend: string; readonly endpoint: string }
  | {
      readonly kind: 'aws-profile-session-expired';
      readonly backend: string;
      readonly endpoint: string;
      readonly profile: string;
    }
  | { readonly kind: 'aws-clock-wrong'; readonly backend: string; readonly endpoint: string }
  | {
      readonly kind: 'aws-strange-answer';
      readonly backend: string;
      readonly endpoint: string;
      readonly service: string;
      readonly code: string;
    }
  | { readonly kind: 'aws-role-refused'; readonly backend: string; readonly role: string }
  | {
      readonly kind: 'aws-permission-missing';
      readonly backend: string;
      readonly endpoint: string;
      readonly permission: string;
      readonly resource: string;
    }
  | { readonly kind: 'aws-profile-wants-code'; readonly backend: string; readonly profile: string }
  | { readonly kind: 'aws-profile-session-over'; readonly backend: string; readonly profile: string }
  | { readonly kind: 'aws-profile-gave-nothing'; readonly backend: string; readonly profile: string }
  | {
      readonly kind: 'no-answer-in-deadline';
      readonly backend: string;
      readonly endpoint: string;
      readonly seconds: number;
    }
  | {
      readonly kind: 'aws-no-answer-with-profile';
      readonly backend: string;
      readonly endpoint: string;
      readonly seconds: number;
      readonly profile: string;
    }
  | { readonly kind: 'azure-token-refused'; readonly backend: string; readonly endpoint: string }
  | { readonly kind: 'azure-firewall'; readonly backend: string; readonly endpoint: string }
  | { readonly kind: 'azure-list-refused'; readonly backend: string; readonly endpoint: string }
  | { readonly kind: 'azure-value-refused'; readonly backend: string; readonly endpoint: string }
  | {
      readonly kind: 'azure-strange-answer';
      readonly backend: string;
      readonly endpoint: string;
      readonly status: number;
    }
  | { readonly kind: 'logins-throttled'; readonly backend: string; readonly endpoint: string }
  | {
      readonly kind: 'entra-strange-answer';
      readonly backend: string;
      readonly authority: string;
      readonly status: number;
    }
  | {
      readonly kind: 'entra-workload-identity-refused';
      readonly backend: string;
      readonly authority: string;
      readonly code: string;
    }
  | { readonly kind: 'entra-client-secret-refused'; readonly backend: string; readonly authority: string }
  | { readonly kind: 'entra-client-secret-expired'; readonly backend: string; readonly authority: string }
  | { readonly kind: 'entra-no-application'; readonly backend: string; readonly authority: string }
  | { readonly kind: 'entra-no-tenant'; readonly backend: string; readonly authority: string }
  | {
      readonly kind: 'entra-login-refused';
      readonly backend: string;
      readonly authority: string;
      readonly code: string;
    }
  | { readonly kind: 'azure-other-tenant'; readonly backend: string; readonly tenant: string }
  | { readonly kind: 'azure-wrong-challenge'; readonly backend: string; readonly endpoint: string }
  | { readonly kind: 'azure-no-managed-identity'; readonly backend: string }
  | { readonly kind: 'azure-no-token'; readonly backend: string }
  | { readonly kind: 'azure-address-invalid'; readonly backend: string }
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
  | {
      readonly kind: 'plain-through-proxy';
      readonly backend: string;
      readonly origin: string;
      readonly proxy: string;
      readonly host: string;
    }
  | {
      readonly kind: 'proxy-not-supported';
      readonly backend: string;
      readonly proxy: string;
      readonly origin: string;
      readonly protocol: string;
    }
  | { readonly kind: 'proxy-late'; readonly backend: string; readonly proxy: string; readonly origin: string }
  | {
      readonly kind: 'proxy-refused';
      readonly backend: string;
      readonly proxy: string;
      readonly origin: string;
      readonly status: number;
    }
  | {
      readonly kind: 'proxy-not-reached';
      readonly backend: string;
      readonly proxy: string;
      readonly origin: string;
      readonly code: string;
    }
  | { readonly kind: 'vault-absence-not-confirmed'; readonly backend: string; readonly engine: string }
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
  | { readonly kind: 'aws-no-credential'; readonly backend: string }
  | { readonly kind: 'azure-no-credential'; readonly backend: string }
  | { readonly kind: 'google-login-elsewhere'; readonly backend: string; readonly origin: string }
  | { readonly kind: 'google-no-credential'; readonly backend: string }
  | { readonly kind: 'aws-region-missing'; readonly backend: string }
  | { readonly kind: 'aws-region-invalid'; readonly backend: string }
  | {
      readonly kind: 'aws-region-variables-not-set';
      readonly backend: string;
      readonly variables: readonly string[];
    }
  | { readonly kind: 'aws-role-key-not-known'; readonly backend: string; readonly key: string }
  | { readonly kind: 'aws-no-profile'; readonly backend: string; readonly profile: string }
  | { readonly kind: 'aws-profile-of-server'; readonly backend: string; readonly profile: string }
  | { readonly kind: 'azure-vault-missing'; readonly backend: string }
  | { readonly kind: 'azure-vault-name-invalid'; readonly backend: string }
  | {
      readonly kind: 'azure-vault-variables-not-set';
      readonly backend: string;
      readonly variables: readonly string[];
    }
  | { readonly kind: 'key-missing-or-not-known'; readonly backend: string; readonly key: string }
  | { readonly kind: 'azure-authority-invalid'; readonly backend: string }
  | { readonly kind: 'azure-workload-identity-in-pods'; readonly backend: string }
  | { readonly kind: 'google-project-not-known'; readonly backend: string }
  | { readonly kind: 'google-project-missing'; readonly backend: string }
  | { readonly kind: 'google-key-not-json'; readonly backend: string }
  | { readonly kind: 'google-key-external'; readonly backend: string }
  | { readonly kind: 'google-key-foreign'; readonly backend: string }
  | { readonly kind: 'google-variables-file-refused'; readonly backend: string; readonly variable: string }
  | { readonly kind: 'google-file-refused'; readonly backend: string; readonly file: string }
  | { readonly kind: 'google-file-external'; readonly backend: string; readonly file: string }
  /** `approval`: what the user is to give leave for; `container`: a host that is probably a container's name. */
  | {
      readonly kind: 'not-approved';
      readonly approval: Approval;
      readonly what: CredentialName;
      readonly container: string | null;
    }
  | { readonly kind: 'configuration-broken'; readonly backend: string; readonly files: readonly string[] }
  | { readonly kind: 'name-leads-elsewhere'; readonly backend: string; readonly name: string };
