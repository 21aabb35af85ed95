import type { VaultBackend } from '../configuration/types.ts';
import { readAddress } from './endpoint.ts';
import { addressNotKnown, addressRefused, noAddress } from './failures.ts';
import { fillPlace } from './fill.ts';
import type { BackendPlace, OtherWayIn } from './types.ts';

/** Where a Vault is: the user's other way in, else the configuration's address. */
export function placeOfVault(backend: VaultBackend, way: OtherWayIn | null): BackendPlace {
  if (way?.address != null) return placeAt(backend.id, way.address);
  if (backend.address === null) return { state: 'blocked', failure: noAddress(backend.id) };
  const filled = fillPlace(backend.address);
  if ('missing' in filled) {
    return { state: 'blocked', failure: addressNotKnown(backend.id, filled.missing) };
  }
  return placeAt(backend.id, filled.text);
}

function placeAt(backend: string, address: string): BackendPlace {
  const endpoint = readAddress(address.trim());
  return typeof endpoint === 'string'
    ? { state: 'blocked', failure: addressRefused(backend, endpoint) }
    : { state: 'known', endpoint: endpoint.url, origin: endpoint.origin };
}
