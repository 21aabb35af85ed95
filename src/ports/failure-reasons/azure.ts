import type { FailedBackend } from '../backend.ts';

/**
 * What a key vault or Entra ID answered, or why they are not asked; each kind begins with `azure-` or `entra-`. A closed
 * list.
 */
export type AzureReason =
  | { readonly kind: 'azure-token-refused'; readonly backend: FailedBackend; readonly endpoint: string }
  | { readonly kind: 'azure-firewall'; readonly backend: FailedBackend; readonly endpoint: string }
  | { readonly kind: 'azure-list-refused'; readonly backend: FailedBackend; readonly endpoint: string }
  | { readonly kind: 'azure-value-refused'; readonly backend: FailedBackend; readonly endpoint: string }
  | {
      readonly kind: 'azure-strange-answer';
      readonly backend: FailedBackend;
      readonly endpoint: string;
      readonly status: number;
    }
  | {
      readonly kind: 'entra-strange-answer';
      readonly backend: FailedBackend;
      readonly authority: string;
      readonly status: number;
    }
  | {
      readonly kind: 'entra-workload-identity-refused';
      readonly backend: FailedBackend;
      readonly authority: string;
      readonly code: string;
    }
  | {
      readonly kind: 'entra-client-secret-refused';
      readonly backend: FailedBackend;
      readonly authority: string;
    }
  | {
      readonly kind: 'entra-client-secret-expired';
      readonly backend: FailedBackend;
      readonly authority: string;
    }
  | { readonly kind: 'entra-no-application'; readonly backend: FailedBackend; readonly authority: string }
  | { readonly kind: 'entra-no-tenant'; readonly backend: FailedBackend; readonly authority: string }
  | {
      readonly kind: 'entra-login-refused';
      readonly backend: FailedBackend;
      readonly authority: string;
      readonly code: string;
    }
  | { readonly kind: 'azure-other-tenant'; readonly backend: FailedBackend; readonly tenant: string }
  | { readonly kind: 'azure-wrong-challenge'; readonly backend: FailedBackend; readonly endpoint: string }
  | { readonly kind: 'azure-no-managed-identity'; readonly backend: FailedBackend }
  | { readonly kind: 'azure-no-token'; readonly backend: FailedBackend }
  | { readonly kind: 'azure-address-invalid'; readonly backend: FailedBackend }
  | { readonly kind: 'azure-no-credential'; readonly backend: FailedBackend }
  | { readonly kind: 'azure-vault-missing'; readonly backend: FailedBackend }
  | { readonly kind: 'azure-vault-name-invalid'; readonly backend: FailedBackend }
  | {
      readonly kind: 'azure-vault-variables-not-set';
      readonly backend: FailedBackend;
      readonly variables: readonly string[];
    }
  | { readonly kind: 'azure-authority-invalid'; readonly backend: FailedBackend }
  | { readonly kind: 'azure-workload-identity-in-pods'; readonly backend: FailedBackend };
