import type {
  AwsBackend,
  AzureBackend,
  Backend,
  GoogleBackend,
  VaultAuthentication,
  VaultBackend,
} from '../types.ts';
import type { Manager } from '../../managers/table.ts';
import { vaultLoginOf } from '../../managers/vault.ts';
import type { Block } from './block.ts';

/** What every backend has, whatever its type. */
export type Common = Pick<Backend, 'id' | 'level' | 'namespace' | 'sources' | 'readOnly' | 'filters'>;

/** The typed configuration of one of the managers from its block. */
export function managerBackend(manager: Manager, common: Common, block: Block): Backend {
  switch (manager) {
    case 'vault':
      return vault(common, block);
    case 'aws-secret-manager':
      return aws(common, block);
    case 'azure-key-vault':
      return azure(common, block);
    case 'google-secret-manager':
      return google(common, block);
  }
}

function vault(common: Common, block: Block): VaultBackend {
  return {
    ...common,
    type: 'vault',
    address: block.address('address'),
    authentication: vaultAuthentication(block),
    vaultNamespace: block.text('namespace'),
    engineVersion: block.integer('engine-version'),
    rootEngine: block.text('root-engine'),
    secretPathPrefix: block.text('secret-path-prefix'),
    prefix: block.text('prefix'),
    role: block.text('role'),
    connectTimeout: block.duration('connect-timeout'),
    readTimeout: block.duration('read-timeout'),
  };
}

function vaultAuthentication(block: Block): VaultAuthentication {
  const kind = vaultLoginOf((key) => block.has(key));
  switch (kind) {
    case 'token':
      return { kind, token: block.text('token.token') };
    case 'app-role':
      return {
        kind,
        path: block.text('app-role.path'),
        roleId: block.text('app-role.role-id'),
        secretId: block.text('app-role.secret-id'),
      };
    case 'password':
      return { kind, user: block.text('password.user'), password: block.text('password.password') };
    case 'kubernetes':
      return { kind, path: block.text('kubernetes.path'), role: block.text('kubernetes.role') };
    case 'none':
      return { kind };
  }
}

function aws(common: Common, block: Block): AwsBackend {
  return {
    ...common,
    type: 'aws-secret-manager',
    region: block.text('region'),
    accessKeyId: block.text('access-key-id'),
    secretKeyId: block.text('secret-key-id'),
    sessionToken: block.text('session-token'),
    prefix: block.text('prefix'),
    endpointOverride: block.address('endpoint-override'),
    stsRoleArn: block.text('sts-role-arn'),
    stsRoleExternalId: block.text('sts-role-external-id'),
    stsRoleSessionName: block.text('sts-role-session-name'),
    stsRoleSessionDuration: block.duration('sts-role-session-duration'),
    stsEndpointOverride: block.address('sts-endpoint-override'),
  };
}

function azure(common: Common, block: Block): AzureBackend {
  return {
    ...common,
    type: 'azure-key-vault',
    vaultName: block.text('vault-name'),
    keyVaultUri: block.address('key-vault-uri'),
    tenantId: block.text('client-secret.tenant-id'),
    clientId: block.text('client-secret.client-id'),
    clientSecret: block.text('client-secret.client-secret'),
    managedIdentityClientId: block.text('managed-identity-client-id'),
    managedIdentityResourceId: block.text('managed-identity-resource-id'),
    workloadIdentityClientId: block.text('workload-identity-client-id'),
    additionallyAllowedTenants: block.text('additionally-allowed-tenants'),
    prefix: block.text('prefix'),
  };
}

function google(common: Common, block: Block): GoogleBackend {
  return {
    ...common,
    type: 'google-secret-manager',
    project: block.text('project'),
    serviceAccount: block.text('service-account'),
    prefix: block.text('prefix'),
  };
}
