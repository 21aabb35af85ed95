import type { AzureBackend } from '../../configuration/index.ts';
import { namedBackend } from '../../managers/name.ts';
import type { AzureCloud } from '../../managers/azure-clouds.ts';
import { noVault, vaultNameRefused } from './failures.ts';
import { homeOf, refusedVariables } from '../destination.ts';
import { secretRefused } from '../failures.ts';
import { fillPlace } from '../fill.ts';
import { placeOr } from '../place-at.ts';
import type { BackendPlace } from '../types.ts';

/** Where a key vault is: `key-vault-uri`, else the host that `vault-name` has in the user's cloud. */
export function placeOfAzure(backend: AzureBackend, cloud: AzureCloud): BackendPlace {
  return placeOr(namedBackend(backend), 'key-vault-uri', backend.keyVaultUri, () =>
    placeByName(backend, cloud),
  );
}

function placeByName(backend: AzureBackend, cloud: AzureCloud): BackendPlace {
  if (backend.vaultName === null) return { state: 'blocked', failure: noVault(namedBackend(backend)) };
  const refused = refusedVariables([backend.vaultName]);
  if (refused.length > 0) return { state: 'blocked', failure: secretRefused(namedBackend(backend), refused) };
  const filled = fillPlace(backend.vaultName);
  if ('missing' in filled) {
    return { state: 'blocked', failure: vaultNameRefused(namedBackend(backend), filled.missing) };
  }
  const name = filled.text.trim().toLowerCase();
  // The name becomes a part of a host, so nothing but a vault's name may pass.
  if (!/^[a-z][a-z0-9-]{1,22}[a-z0-9]$/.test(name)) {
    return { state: 'blocked', failure: vaultNameRefused(namedBackend(backend), []) };
  }
  const origin = `https://${name}.${cloud.vaultDomain}`;
  // A name that is put together is a name all the same: what may be one is looked at above.
  return { state: 'known', endpoint: origin, origin, home: { ...homeOf(backend.vaultName), joined: [] } };
}
