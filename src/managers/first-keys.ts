import { factsOf, type Manager } from './table.ts';

/** A key of a manager's block, and the variable whose placeholder is its value at first. */
export type FirstKey = readonly [key: string, variable: string];

/** What somebody writes first of a manager's block: where it is, and a login. */
export interface FirstKeys {
  readonly place: FirstKey;
  readonly login: readonly FirstKey[];
}

const firstKeys: Readonly<Record<Manager, FirstKeys>> = {
  vault: { place: ['address', 'VAULT_ADDR'], login: [['token.token', 'VAULT_TOKEN']] },
  'aws-secret-manager': {
    place: ['region', 'AWS_REGION'],
    login: [
      ['access-key-id', 'AWS_ACCESS_KEY_ID'],
      ['secret-key-id', 'AWS_SECRET_ACCESS_KEY'],
    ],
  },
  'azure-key-vault': {
    place: ['vault-name', 'AZURE_VAULT_NAME'],
    login: [
      ['client-secret.tenant-id', 'AZURE_TENANT_ID'],
      ['client-secret.client-id', 'AZURE_CLIENT_ID'],
      ['client-secret.client-secret', 'AZURE_CLIENT_SECRET'],
    ],
  },
  'google-secret-manager': {
    place: ['project', 'GOOGLE_CLOUD_PROJECT'],
    login: [['service-account', 'GOOGLE_SERVICE_ACCOUNT']],
  },
};

export function firstKeysOf(manager: Manager): FirstKeys {
  return firstKeys[manager];
}

/** Keys of a manager as lines of YAML, without an indent; a map is written once for the keys next to each other in it. */
export function linesOfKeys(manager: Manager, keys: readonly FirstKey[]): readonly string[] {
  let above = '';
  return keys.flatMap(([key, variable]) => {
    const isJson = factsOf(manager).keys.some((rule) => rule.key === key && rule.kind === 'json');
    // What fills it has quotes of its own, and may be filled in before the YAML is read.
    const value = isJson ? `'\${${variable}}'` : `"\${${variable}}"`;
    const [map = '', inner] = key.split('.');
    if (inner === undefined) return [`${key}: ${value}`];
    const isNew = map !== above;
    above = map;
    return [...(isNew ? [`${map}:`] : []), `  ${inner}: ${value}`];
  });
}
