import * as l10n from '@vscode/l10n';
import { factsOf, type Manager } from '../managers/table.ts';

/**
 * A configuration of a manager to begin with, as the text of an `application.yml`. Its values are placeholders: no
 * address stands in it that could be asked before the user wrote one.
 */
export function starterFile(manager: Manager): string {
  const lines = [
    `# ${l10n.t('Where Kestra looks up secrets. Write values in place of the placeholders, or give them in .env.')}`,
    `# ${l10n.t('Credentials belong in .env, and .env belongs in .gitignore.')}`,
    'kestra:',
    '  secret:',
    `    type: ${manager}`,
    `    # ${l10n.t('Kestra only reads this manager. Without this line the filters below do nothing.')}`,
    '    read-only: true',
    `    ${manager}:`,
    ...[...blockLines(manager), ...filterLines(manager)].map((line) => `      ${line}`),
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

function blockLines(manager: Manager): readonly string[] {
  switch (manager) {
    case 'vault':
      return [
        `# ${l10n.t('Such as https://vault.example.com:8200')}`,
        'address: "${VAULT_ADDR}"',
        `# ${l10n.t('The engine of KV version 2, and the path in it below which the secrets are')}`,
        'root-engine: secret',
        '# secret-path-prefix: team/app',
        'token:',
        '  token: "${VAULT_TOKEN}"',
      ];
    case 'aws-secret-manager':
      return [
        `# ${l10n.t('Such as eu-west-1')}`,
        'region: "${AWS_REGION}"',
        `# ${l10n.t('Without keys a profile of ~/.aws is used here.')}`,
        '# access-key-id: "${AWS_ACCESS_KEY_ID}"',
        '# secret-key-id: "${AWS_SECRET_ACCESS_KEY}"',
      ];
    case 'azure-key-vault':
      return [
        `# ${l10n.t('The name of the vault. Where an address is needed, write key-vault-uri instead.')}`,
        'vault-name: "${AZURE_VAULT_NAME}"',
        `# ${l10n.t('Without a client secret your Microsoft account is used here.')}`,
        '# client-secret:',
        '#   tenant-id: "${AZURE_TENANT_ID}"',
        '#   client-id: "${AZURE_CLIENT_ID}"',
        '#   client-secret: "${AZURE_CLIENT_SECRET}"',
      ];
    case 'google-secret-manager':
      return [
        `# ${l10n.t('The id of the project')}`,
        'project: "${GOOGLE_CLOUD_PROJECT}"',
        `# ${l10n.t('Without a service account your application-default credentials are used here.')}`,
        '# service-account: "${GOOGLE_SERVICE_ACCOUNT}"',
      ];
  }
}

function filterLines(manager: Manager): readonly string[] {
  const about = l10n.t('Which secrets Kestra sees: those that have all of these tags');
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
