import * as l10n from '@vscode/l10n';
import type { CredentialName } from '../../ports/credential-name.ts';

/** What a credential is called. */
export function credentialWords(name: CredentialName): string {
  switch (name.kind) {
    case 'environment':
      return l10n.t('{0} from your environment', name.variables.join(', '));
    case 'other-files':
      return [
        ...name.emptied.map((key) => l10n.t('a credential ({0} is empty)', key)),
        ...name.names.map((each) => (each.endsWith(')') ? each : l10n.t('text of {0}', each))),
      ].join(', ');
    case 'aws-profile':
      return l10n.t('Profile {0} of ~/.aws', name.profile);
    case 'managed-identity':
      return l10n.t('Managed identity {0} of this machine', name.identity);
    case 'workload-identity':
      return l10n.t('Workload identity {0} of this pod', name.identity);
    case 'microsoft-account':
      return l10n.t('Microsoft account {0}', name.account);
    case 'google-login':
      return l10n.t('Google login of {0}', name.file);
    case 'service-account':
      return l10n.t('Service account {0} of {1}', name.email, name.file);
    case 'pod-token':
      return l10n.t('The token of this pod ({0})', name.file);
    case 'home-file':
      return name.file;
  }
}
