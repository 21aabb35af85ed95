import * as l10n from '@vscode/l10n';
import type { StarterComment } from '../../configuration/index.ts';

/** A comment in the configuration to begin with. */
export function starterComment(comment: StarterComment): string {
  switch (comment) {
    case 'where':
      return l10n.t(
        'Where Kestra looks up secrets. Write values in place of the placeholders, or give them in .env.',
      );
    case 'credentials':
      return l10n.t('Credentials belong in .env, and .env belongs in .gitignore.');
    case 'read-only':
      return l10n.t('Kestra only reads this manager. Without this line the filters below do nothing.');
    case 'vault-address':
      return l10n.t('Such as https://vault.example.com:8200');
    case 'vault-engine':
      return l10n.t('The engine of KV version 2, and the path in it below which the secrets are');
    case 'aws-region':
      return l10n.t('Such as eu-west-1');
    case 'aws-login':
      return l10n.t('Without keys a profile of ~/.aws is used here.');
    case 'azure-vault':
      return l10n.t('The name of the vault. Where an address is needed, write key-vault-uri instead.');
    case 'azure-login':
      return l10n.t('Without a client secret your Microsoft account is used here.');
    case 'google-project':
      return l10n.t('The id of the project');
    case 'google-login':
      return l10n.t('Without a service account your application-default credentials are used here.');
    case 'filters':
      return l10n.t('Which secrets Kestra sees: those that have all of these tags');
  }
}
