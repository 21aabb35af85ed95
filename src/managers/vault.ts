import { credential, credentialName, filters, noFullName, rule, unset, type ManagerFacts } from './facts.ts';
import { isAskable } from './vault-segments.ts';

/** What holds where a key is not set (Kestra's page of the backend; the mount of AppRole is Vault's own). */
export const vaultDefaults = {
  rootEngine: 'secret',
  engineVersion: 2,
  secretPathPrefix: '',
  appRolePath: 'approle',
  kubernetesPath: 'kubernetes',
} as const;

/** The login that the configuration chooses: of several the first in the order of Kestra's documentation. */
export function vaultLoginOf(
  has: (key: string) => boolean,
): 'token' | 'app-role' | 'password' | 'kubernetes' | 'none' {
  if (has('token.token')) return 'token';
  if (has('app-role')) return 'app-role';
  if (has('password')) return 'password';
  if (has('kubernetes')) return 'kubernetes';
  // A token in the wrong place: Kestra reads none, but a token is what was meant.
  return has('token') ? 'token' : 'none';
}

const credentialsOfLogin = {
  token: ['token.token'],
  'app-role': ['app-role.role-id', 'app-role.secret-id'],
  password: ['password.password'],
  kubernetes: [],
  none: ['token.token'],
} as const;

const permissions = { list: ['list', 'read'], value: ['read'] } as const;

/** HashiCorp Vault, and OpenBao, which answers as it does. */
export const vault: ManagerFacts = {
  name: 'Vault',
  spellings: ['hashicorp-vault', 'vault-secret-manager', 'openbao'],
  keys: [
    rule('address', 'address'),
    credential('token.token', 'VAULT_TOKEN'),
    rule('app-role.path'),
    credentialName('app-role.role-id'),
    credential('app-role.secret-id', 'VAULT_SECRET_ID'),
    rule('password.user'),
    credential('password.password', 'VAULT_PASSWORD'),
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
  missing: (has) => {
    const ofLogin = vaultLoginOf(has) === 'app-role' ? credentialsOfLogin['app-role'] : [];
    return { keys: unset(has, ['address', ...ofLogin]) };
  },
  pairs: [],
  neededCredentials: (has) => credentialsOfLogin[vaultLoginOf(has)],
  ownPlace: 'none',
  // A name with a folder in it has no documented place in a Vault, and one that leads elsewhere none at all.
  canHold: isAskable,
  heldInstead: null,
  namesInFullName: noFullName,
  hasFolders: true,
  tagFilter: 'flat',
  prefixFilter: false,
  tagWord: 'tag',
  tagsGiveNames: false,
  usualPrefix: null,
  deletion: 'at-once',
  noVersion: 'no-readable-version',
  wantsPlainText: false,
  expiryBinds: true,
  permissions,
  valuePermission: { kind: 'capability', capability: permissions.value[0] },
  variablePrefix: 'VAULT_',
  terminalLogin: 'set VAULT_TOKEN, and VAULT_ADDR to its address',
  // Kestra's defaults of `connect-timeout` and `read-timeout`.
  waits: { connect: 15_000, answer: 60_000 },
  signIn: 'typed',
};
