import type { AwsBackend, AzureBackend, Filters, GoogleBackend } from '../../src/configuration/types.ts';
import { known } from './vault-backend.ts';

export const noFilters: Filters = { filterOnTags: null, excludedTags: null, filterOnPrefix: null };

const base = {
  level: 'global',
  namespace: null,
  sources: [],
  readOnly: known(true),
  filters: noFilters,
  prefix: null,
} as const;

/** A read-only AWS Secrets Manager with nothing but defaults, and what the test says otherwise. */
export function awsBackend(changes: Partial<AwsBackend> = {}): AwsBackend {
  return {
    ...base,
    type: 'aws-secret-manager',
    id: 'aws-secret-manager',
    region: known('eu-west-3'),
    accessKeyId: null,
    secretKeyId: null,
    sessionToken: null,
    endpointOverride: null,
    stsRoleArn: null,
    stsRoleExternalId: null,
    stsRoleSessionName: null,
    stsRoleSessionDuration: null,
    stsEndpointOverride: null,
    ...changes,
  };
}

/** A read-only Azure Key Vault, likewise. */
export function azureBackend(changes: Partial<AzureBackend> = {}): AzureBackend {
  return {
    ...base,
    type: 'azure-key-vault',
    id: 'azure-key-vault',
    vaultName: known('shop-secrets'),
    keyVaultUri: null,
    tenantId: null,
    clientId: null,
    clientSecret: null,
    managedIdentityClientId: null,
    managedIdentityResourceId: null,
    workloadIdentityClientId: null,
    additionallyAllowedTenants: null,
    ...changes,
  };
}

/** A read-only Google Secret Manager, likewise. */
export function googleBackend(changes: Partial<GoogleBackend> = {}): GoogleBackend {
  return {
    ...base,
    type: 'google-secret-manager',
    id: 'google-secret-manager',
    project: known('shop-project'),
    serviceAccount: null,
    ...changes,
  };
}
