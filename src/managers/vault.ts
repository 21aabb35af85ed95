import * as l10n from '@vscode/l10n';
import { credential, filters, rule, unset, type ManagerFacts } from './facts.ts';
import { isAskable } from './vault-segments.ts';

/** What holds where a key is not set (Kestra's page of the backend); the waits in ms. */
export const vaultDefaults = {
  rootEngine: 'secret',
  engineVersion: 2,
  connectTimeout: 15_000,
  readTimeout: 60_000,
} as const;

/** HashiCorp Vault, and OpenBao, which answers as it does. */
export const vault: ManagerFacts = {
  name: 'Vault',
  spellings: ['hashicorp-vault', 'vault-secret-manager', 'openbao'],
  keys: [
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
  missing: (has) => {
    const isAppRole = has('app-role') && !has('token.token');
    return {
      keys: unset(has, ['address', ...(isAppRole ? ['app-role.role-id', 'app-role.secret-id'] : [])]),
    };
  },
  ownPlace: 'none',
  // A name with a folder in it has no documented place in a Vault, and one that leads elsewhere none at all.
  canHold: isAskable,
  tagFilter: 'flat',
  prefixFilter: false,
  tagWord: 'tag',
  tagsGiveNames: false,
  usualPrefix: null,
  deletion: 'at-once',
  expiryBinds: true,
  valuePermission: () => l10n.t('the capability “read” on the path of the secret'),
  variablePrefix: 'VAULT_',
  environmentLogin: 'set VAULT_TOKEN, and VAULT_ADDR to its address',
  signIn: 'typed',
};
