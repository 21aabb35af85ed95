import * as l10n from '@vscode/l10n';
import type { BackendSnapshot, CatalogSnapshot, VisibleSecret } from '../catalog/index.ts';
import { backendName } from './messages/backends.ts';
import { factsOfType } from '../managers/table.ts';
import { valuePermissionWords } from './messages/permissions.ts';

/** Whether the subkeys of a secret that Kestra may see can be had by a read of its value alone. */
export function needsValueForSubkeys(backend: BackendSnapshot, secret: VisibleSecret): boolean {
  return (
    backend.type !== 'env' && backend.abilities?.subkeys === 'by-reading-value' && secret.visible !== false
  );
}

/** Whether a backend is still what and where the user was told that it is; else what they agreed to is another read. */
export function isStillThere(
  snapshot: CatalogSnapshot,
  { id, location, identity }: BackendSnapshot,
): boolean {
  return snapshot.backends.some(
    (backend) => backend.id === id && backend.location === location && backend.identity === identity,
  );
}

/** What the user is told before one value is read: which one and where, what becomes of it, and what the reading needs. */
export interface ReadingWords {
  readonly question: string;
  readonly place: string;
  readonly promise: string;
  readonly needs: string;
}

export function readingWords(backend: BackendSnapshot, secret: VisibleSecret): ReadingWords {
  const permission = factsOfType(backend.type)?.valuePermission;
  return {
    question: l10n.t('Read the value of {0} in {1} once?', secret.storedName, backendName(backend)),
    place: backend.location,
    promise: l10n.t('For the names of its fields only: the value is neither shown, nor stored, nor logged.'),
    needs: permission === undefined ? '' : l10n.t('It needs {0}.', valuePermissionWords(permission)),
  };
}
