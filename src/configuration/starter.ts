import { factsOf, type Manager } from '../managers/table.ts';

/** What a comment of the file says. A closed list. */
export type StarterComment =
  | 'where'
  | 'credentials'
  | 'read-only'
  | 'vault-address'
  | 'vault-engine'
  | 'aws-region'
  | 'aws-login'
  | 'azure-vault'
  | 'azure-login'
  | 'google-project'
  | 'google-login'
  | 'filters';

/** Makes a comment's sentence, in one line. */
export type StarterWords = (comment: StarterComment) => string;

/**
 * A configuration of a manager to begin with, as the text of an `application.yml`. Its values are placeholders: no
 * address stands in it that could be asked before the user wrote one.
 */
export function starterFile(manager: Manager, say: StarterWords): string {
  const lines = [
    `# ${say('where')}`,
    `# ${say('credentials')}`,
    'kestra:',
    '  secret:',
    `    type: ${manager}`,
    `    # ${say('read-only')}`,
    '    read-only: true',
    `    ${manager}:`,
    ...[...blockLines(manager, say), ...filterLines(manager, say)].map((line) => `      ${line}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** The same for the flows of one namespace, as an entry of the setting `kestraSecrets.secretManagers`. */
export function starterManager(manager: Manager, namespace: string): Readonly<Record<string, unknown>> {
  return {
    namespace,
    secretType: manager,
    secretReadOnly: true,
    secretConfiguration: settingBlock(manager),
  };
}

function blockLines(manager: Manager, say: StarterWords): readonly string[] {
  switch (manager) {
    case 'vault':
      return [
        `# ${say('vault-address')}`,
        'address: "${VAULT_ADDR}"',
        `# ${say('vault-engine')}`,
        'root-engine: secret',
        '# secret-path-prefix: team/app',
        'token:',
        '  token: "${VAULT_TOKEN}"',
      ];
    case 'aws-secret-manager':
      return [
        `# ${say('aws-region')}`,
        'region: "${AWS_REGION}"',
        `# ${say('aws-login')}`,
        '# access-key-id: "${AWS_ACCESS_KEY_ID}"',
        '# secret-key-id: "${AWS_SECRET_ACCESS_KEY}"',
      ];
    case 'azure-key-vault':
      return [
        `# ${say('azure-vault')}`,
        'vault-name: "${AZURE_VAULT_NAME}"',
        `# ${say('azure-login')}`,
        '# client-secret:',
        '#   tenant-id: "${AZURE_TENANT_ID}"',
        '#   client-id: "${AZURE_CLIENT_ID}"',
        '#   client-secret: "${AZURE_CLIENT_SECRET}"',
      ];
    case 'google-secret-manager':
      return [
        `# ${say('google-project')}`,
        'project: "${GOOGLE_CLOUD_PROJECT}"',
        `# ${say('google-login')}`,
        '# service-account: "${GOOGLE_SERVICE_ACCOUNT}"',
      ];
  }
}

function filterLines(manager: Manager, say: StarterWords): readonly string[] {
  const about = say('filters');
  return factsOf(manager).tagFilter === 'flat'
    ? [`# ${about}`, '# filter-on-tags:', '#   used-by: kestra']
    : [`# ${about}`, '# filter-on-tags:', '#   tags:', '#     used-by: kestra'];
}

function settingBlock(manager: Manager): Readonly<Record<string, unknown>> {
  switch (manager) {
    case 'vault':
      return { address: '${VAULT_ADDR}', rootEngine: 'secret', token: { token: '${VAULT_TOKEN}' } };
    case 'aws-secret-manager':
      return { region: '${AWS_REGION}' };
    case 'azure-key-vault':
      return { vaultName: '${AZURE_VAULT_NAME}' };
    case 'google-secret-manager':
      return { project: '${GOOGLE_CLOUD_PROJECT}' };
  }
}
