import * as l10n from '@vscode/l10n';
import type { PlacedBackend } from '../../catalog/index.ts';
import type { PlacedKind } from '../../managers/name.ts';
import { kestraBackend } from '../../managers/kestra.ts';
import { factsOf, isManager } from '../../managers/table.ts';
import type { FailedBackend, NamedBackend } from '../../ports/backend.ts';

/**
 * What a backend is called wherever people read of it, such as "Vault" or "Vault of company.team". Its id stands in the
 * command line's JSON and in `--address` only.
 */
export function backendName(backend: NamedBackend | PlacedKind): string {
  const { level, namespace, id } = backend;
  const name = managerName('kestraType' in backend ? backend.kestraType : backend.type);
  switch (level) {
    case 'global':
      return name;
    case 'namespace':
      // Where Terraform works out the namespace, the id is `type@` and the resource.
      return l10n.t('{0} of {1}', name, namespace ?? id.replace(/^[^@]*@/, ''));
    case 'tenant':
      // The id of a tenant's backend is `TENANT:type`.
      return l10n.t('{0} of tenant {1}', name, id.split(':')[0] ?? id);
  }
}

/** What a kind of backend is called, by Kestra's name of it; one that is not supported here by that name. */
export function managerName(type: string): string {
  if (type === 'env') return l10n.t('Environment variables');
  if (type === kestraBackend.kestraType) return 'Kestra';
  return isManager(type) ? factsOf(type).name : type;
}

/** The same of one that failed, with the service of the manager's own that did: `AWS Secrets Manager (STS)`. */
export function failedName(backend: FailedBackend): string {
  const name = backendName(backend);
  return backend.service === undefined ? name : `${name} (${backend.service})`;
}

/** A backend with its place, as sentences name it: `Vault (http://127.0.0.1:8200 payments/storefront)`. */
export function placedName(backend: PlacedBackend): string {
  const name = backendName(backend);
  return backend.location === '' ? name : l10n.t('{0} ({1})', name, backend.location);
}
