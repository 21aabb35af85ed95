import * as l10n from '@vscode/l10n';
import type { PlacedBackend } from '../../catalog/index.ts';
import { backendName } from '../../managers/name.ts';

/** A backend with its place, as sentences name it: `Vault (http://127.0.0.1:8200 payments/storefront)`. */
export function placedName(backend: PlacedBackend): string {
  const name = backendName(backend);
  return backend.location === '' ? name : l10n.t('{0} ({1})', name, backend.location);
}
