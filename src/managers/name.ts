import * as l10n from '@vscode/l10n';
import { factsOf, isManager, kestraTypeOf, type BackendKind } from './table.ts';

/** Where a backend is configured: for all, for a tenant, or for a namespace and those below it. */
export type Level = 'global' | 'tenant' | 'namespace';

/** What tells one backend of a folder from the others. */
export type NamedBackend = BackendKind & {
  readonly level: Level;
  readonly namespace: string | null;
  readonly id: string;
};

/**
 * What a backend is called wherever people read of it, such as "Vault" or "Vault of company.team". Its id stands in the
 * command line's JSON and in `--address` only.
 */
export function backendName(backend: NamedBackend): string {
  const { level, namespace, id } = backend;
  const name = managerName(kestraTypeOf(backend));
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

/** What a kind of backend is called, by Kestra's name of it; one that is not supported here by that name. */
export function managerName(type: string): string {
  if (type === 'env') return l10n.t('Environment variables');
  return isManager(type) ? factsOf(type).name : type;
}
