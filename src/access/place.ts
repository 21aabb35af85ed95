import { placeOfAws } from './aws-place.ts';
import { placeOfAzure } from './azure-place.ts';
import { noAddress } from './failures.ts';
import type { EnvironmentLookup } from './fill.ts';
import { placeOfGoogle } from './google-place.ts';
import { placeAt, placeFrom } from './place-at.ts';
import type { BackendPlace, OtherWayIn, RemoteBackend } from './types.ts';

/** Where a backend is: the user's other way in, else what its configuration says. */
export function placeOf(
  backend: RemoteBackend,
  way: OtherWayIn | null,
  environment: EnvironmentLookup,
): BackendPlace {
  if (way?.address != null) return placeAt(backend.id, way.address);
  switch (backend.type) {
    case 'vault':
      return backend.address === null
        ? { state: 'blocked', failure: noAddress(backend.id) }
        : placeFrom(backend.id, backend.address);
    case 'aws-secret-manager':
      return placeOfAws(backend, environment);
    case 'azure-key-vault':
      return placeOfAzure(backend);
    case 'google-secret-manager':
      return placeOfGoogle();
  }
}
