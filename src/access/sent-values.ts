import type { ConfiguredValue, VaultAuthentication } from '../configuration/index.ts';
import type { RemoteBackend } from './types.ts';

type Value = ConfiguredValue<string> | null;

/** What of a backend's configuration is sent, besides its address. A region is nothing but the name of one. */
export interface SentValues {
  readonly credentials: readonly Value[];
  /** Paths, names, roles: whatever else goes along. */
  readonly others: readonly Value[];
}

export function sentValuesOf(backend: RemoteBackend): SentValues {
  switch (backend.type) {
    case 'vault': {
      const login = loginValues(backend.authentication);
      const { vaultNamespace, rootEngine, secretPathPrefix } = backend;
      return { ...login, others: [...login.others, vaultNamespace, rootEngine, secretPathPrefix] };
    }
    case 'aws-secret-manager':
      return {
        credentials: [backend.accessKeyId, backend.secretKeyId, backend.sessionToken],
        others: [backend.stsRoleArn, backend.stsRoleExternalId, backend.stsRoleSessionName],
      };
    case 'azure-key-vault':
      return {
        credentials: [backend.clientSecret],
        others: [
          backend.tenantId,
          backend.clientId,
          backend.managedIdentityClientId,
          backend.managedIdentityResourceId,
          backend.workloadIdentityClientId,
          backend.additionallyAllowedTenants,
        ],
      };
    case 'google-secret-manager':
      return { credentials: [backend.serviceAccount], others: [backend.project] };
  }
}

function loginValues(authentication: VaultAuthentication): SentValues {
  switch (authentication.kind) {
    case 'token':
      return { credentials: [authentication.token], others: [] };
    case 'app-role':
      return { credentials: [authentication.roleId, authentication.secretId], others: [authentication.path] };
    case 'password':
      return { credentials: [authentication.password], others: [authentication.user] };
    case 'kubernetes':
      return { credentials: [], others: [authentication.path, authentication.role] };
    case 'none':
      return { credentials: [], others: [] };
  }
}
