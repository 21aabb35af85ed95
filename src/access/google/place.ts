import type { NamedBackend } from '../../ports/backend.ts';
import { originOf } from '../endpoint.ts';
import type { EnvironmentLookup } from '../fill.ts';
import { placeAt } from '../place-at.ts';
import type { BackendPlace } from '../types.ts';

const origin = 'https://secretmanager.googleapis.com';

/** The user's own word for another address, as Google's command line has it. */
const override = 'CLOUDSDK_API_ENDPOINT_OVERRIDES_SECRETMANAGER';

/** Google's Secret Manager has one address for all, unless the user's own environment names another. */
export function placeOfGoogle(backend: NamedBackend, environment: EnvironmentLookup): BackendPlace {
  const other = environment(override)?.trim() ?? '';
  return other === '' ? { state: 'known', endpoint: origin, origin, home: null } : placeAt(backend, other);
}

/** Whether that is Google's own, also that of one region. */
export function isGooglesOwn(asked: string): boolean {
  return asked === origin || /^https:\/\/secretmanager\.[a-z0-9-]+\.rep\.googleapis\.com$/.test(asked);
}

/** Whether the user's own environment names that address. */
export function isNamedByUser(asked: string, environment: EnvironmentLookup): boolean {
  return originOf(environment(override)?.trim() ?? '') === asked;
}
