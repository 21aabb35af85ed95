import * as l10n from '@vscode/l10n';
import type { Level } from '../configuration/types.ts';

/** What tells one backend of a folder from the others. */
export interface NamedBackend {
  /** Kestra's type name, as written where it is not supported. */
  readonly type: string;
  readonly level: Level;
  readonly namespace: string | null;
  readonly id: string;
}

/**
 * What a backend is called wherever people read of it, such as "Vault" or "Vault of company.team". Its id stands in the
 * command line's JSON and in `--address` only.
 */
export function backendName({ type, level, namespace, id }: NamedBackend): string {
  const name = managerName(type);
  switch (level) {
    case 'global':
      return name;
    case 'namespace':
      return l10n.t('{0} of {1}', name, namespace ?? id);
    case 'tenant':
      // The id of a tenant's backend is `TENANT:type`.
      return l10n.t('{0} of tenant {1}', name, id.split(':')[0] ?? id);
  }
}

/** What a kind of backend is called, by Kestra's name of it. */
export function managerName(type: string): string {
  switch (type) {
    case 'vault':
      return 'Vault';
    case 'aws-secret-manager':
      return 'AWS Secrets Manager';
    case 'azure-key-vault':
      return 'Azure Key Vault';
    case 'google-secret-manager':
      return 'Google Secret Manager';
    case 'env':
      return l10n.t('Environment variables');
    default:
      return type;
  }
}
