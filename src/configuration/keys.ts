/**
 * How a key's text is read. `tags` and `prefix-filter` are maps of their own; `map` is one of them where only a text
 * stands, which nothing can be read from.
 */
export type KeyKind = 'text' | 'address' | 'flag' | 'integer' | 'duration' | 'tags' | 'prefix-filter' | 'map';

export interface KeyRule {
  /** Below the backend's block, as Kestra's documentation spells it. */
  readonly key: string;
  readonly kind: KeyKind;
  /** Shown only as set or not set. */
  readonly credential: boolean;
}

/** The managers of which every key is known (Kestra: `kestra.secret.type`). */
export const managers = ['aws-secret-manager', 'azure-key-vault', 'google-secret-manager', 'vault'] as const;
export type Manager = (typeof managers)[number];

/** Kestra has these too; this product asks none of them. */
export const otherManagers: readonly string[] = [
  'aws-ssm-parameter-store',
  'cyberark',
  'doppler',
  '1password',
  'beyondtrust',
  'delinea',
  'bitwarden',
  'jdbc',
  'elasticsearch',
];

export function isManager(type: string): type is Manager {
  return managers.some((manager) => manager === type);
}

const filters: readonly KeyRule[] = [
  rule('filter-on-tags', 'tags'),
  rule('filter-on-prefix', 'prefix-filter'),
  rule('excluded-tags', 'tags'),
];

export const keyRules: Readonly<Record<Manager, readonly KeyRule[]>> = {
  vault: [
    rule('address', 'address'),
    credential('token.token'),
    rule('app-role.path'),
    credential('app-role.role-id'),
    credential('app-role.secret-id'),
    rule('password.user'),
    credential('password.password'),
    rule('kubernetes.path'),
    rule('kubernetes.role'),
    rule('namespace'),
    rule('engine-version', 'integer'),
    rule('root-engine'),
    rule('secret-path-prefix'),
    rule('prefix'),
    rule('role'),
    rule('connect-timeout', 'duration'),
    rule('read-timeout', 'duration'),
    ...filters,
  ],
  'aws-secret-manager': [
    credential('access-key-id'),
    credential('secret-key-id'),
    credential('session-token'),
    rule('region'),
    rule('prefix'),
    rule('endpoint-override', 'address'),
    rule('sts-role-arn'),
    rule('sts-role-external-id'),
    rule('sts-role-session-name'),
    rule('sts-role-session-duration', 'duration'),
    rule('sts-endpoint-override', 'address'),
    rule('tags', 'tags'),
    ...filters,
  ],
  'azure-key-vault': [
    rule('vault-name'),
    rule('key-vault-uri', 'address'),
    rule('client-secret.tenant-id'),
    rule('client-secret.client-id'),
    credential('client-secret.client-secret'),
    rule('managed-identity-client-id'),
    rule('managed-identity-resource-id'),
    rule('workload-identity-client-id'),
    rule('additionally-allowed-tenants'),
    rule('prefix'),
    rule('tags', 'tags'),
    ...filters,
  ],
  'google-secret-manager': [
    rule('project'),
    credential('service-account'),
    rule('prefix'),
    rule('tags', 'tags'),
    ...filters,
  ],
};

function rule(key: string, kind: KeyKind = 'text'): KeyRule {
  return { key, kind, credential: false };
}

function credential(key: string): KeyRule {
  return { key, kind: 'text', credential: true };
}
