import type { AzureBackend } from '../configuration/types.ts';
import { noAddress } from './failures.ts';
import { placeFrom } from './place-at.ts';
import type { BackendPlace } from './types.ts';

/** Where an Azure Key Vault is: its URI. */
export function placeOfAzure(backend: AzureBackend): BackendPlace {
  if (backend.keyVaultUri !== null) return placeFrom(backend.id, backend.keyVaultUri);
  return { state: 'blocked', failure: noAddress(backend.id) };
}
