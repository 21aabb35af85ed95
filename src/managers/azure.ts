import * as l10n from '@vscode/l10n';
import { credential, filters, rule, type ManagerFacts } from './facts.ts';

export const azure: ManagerFacts = {
  name: 'Azure Key Vault',
  spellings: ['azure', 'azure-keyvault'],
  keys: [
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
  missing: (has) => ({
    keys: has('vault-name') || has('key-vault-uri') ? [] : ['vault-name', 'key-vault-uri'],
    alternatives: true,
  }),
  ownPlace: 'with-name',
  canHold: (name) => /^[A-Za-z0-9-]{1,127}$/.test(name),
  tagFilter: 'nested',
  prefixFilter: true,
  tagWord: 'tag',
  tagsGiveNames: true,
  usualPrefix: null,
  deletion: 'at-once',
  expiryBinds: false,
  valuePermission: () => l10n.t('the secret permission Get, or the role Key Vault Secrets User'),
  variablePrefix: 'AZURE_',
  environmentLogin: null,
  signIn: 'own-program',
};
