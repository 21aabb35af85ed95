import { namedBackend } from '../managers/name.ts';
import { placeOfAws } from './aws/place.ts';
import { azureCloud } from '../managers/azure-clouds.ts';
import { placeOfAzure } from './azure/place.ts';
import { noAddress } from './failures.ts';
import { isFilledEmpty, type EnvironmentLookup } from './fill.ts';
import { placeOfGoogle } from './google/place.ts';
import { placeAt, placeFrom } from './place-at.ts';
import type { AzureOfMachine } from './azure/types.ts';
import type { BackendPlace, OtherWayIn, RemoteBackend } from './types.ts';

/** What of this machine decides where a backend is. */
export interface Machine {
  readonly environment: EnvironmentLookup;
  readonly azure: Pick<AzureOfMachine, 'cloud'>;
}

/** Where a backend is: the user's other way in, else what its configuration says. */
export function backendPlaceOf(
  backend: RemoteBackend,
  way: OtherWayIn | null,
  machine: Machine,
): BackendPlace {
  if (way?.address != null) return placeAt(namedBackend(backend), way.address);
  switch (backend.type) {
    case 'vault':
      return backend.address === null || isFilledEmpty(backend.address)
        ? { state: 'blocked', failure: noAddress(namedBackend(backend)) }
        : placeFrom(namedBackend(backend), backend.address);
    case 'aws-secret-manager':
      return placeOfAws(backend, machine.environment);
    case 'azure-key-vault':
      return placeOfAzure(backend, azureCloud(machine.azure.cloud()));
    case 'google-secret-manager':
      return placeOfGoogle(namedBackend(backend), machine.environment);
  }
}
