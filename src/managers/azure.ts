import { credential, filters, noneNeeded, rule, type ManagerFacts } from './facts.ts';

const permissions = { list: ['Key Vault Reader', 'List'], value: ['Key Vault Secrets User', 'Get'] } as const;

export const azure: ManagerFacts = {
  name: 'Azure Key Vault',
  spellings: ['azure', 'azure-keyvault'],
  keys: [
    rule('vault-name', 'host-name'),
    rule('key-vault-uri', 'address'),
    rule('client-secret.tenant-id'),
    rule('client-secret.client-id'),
    credential('client-secret.client-secret', 'AZURE_CLIENT_SECRET'),
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
  pairs: [],
  neededCredentials: noneNeeded,
  ownPlace: 'with-name',
  canHold: (name) => /^[A-Za-z0-9-]{1,127}$/.test(name),
  heldInstead: (name) => name.replace(/[^A-Za-z0-9-]/g, '-'),
  namesInFullName(name) {
    const pattern = /^https:\/\/[\w-]+\.vault\.[\w.-]+(?::443)?\/secrets\/([A-Za-z0-9-]+)(?:\/\w*)?$/i;
    const [, short] = pattern.exec(name) ?? [];
    return short === undefined ? [] : [short];
  },
  hasFolders: false,
  tagFilter: 'nested',
  prefixFilter: true,
  tagWord: 'tag',
  tagsGiveNames: true,
  usualPrefix: null,
  deletion: 'at-once',
  noVersion: 'no-readable-version',
  wantsPlainText: false,
  expiryBinds: false,
  permissions,
  valuePermission: {
    kind: 'permission-or-role',
    permission: permissions.value[1],
    role: permissions.value[0],
  },
  variablePrefix: 'AZURE_',
  terminalLogin: 'run “az login”',
  // Kestra has no keys for them: a key vault answers within a second, and a proxy may take its time to connect.
  waits: { connect: 15_000, answer: 30_000 },
  signIn: 'own-program',
};
