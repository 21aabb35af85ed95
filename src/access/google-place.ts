import type { BackendPlace } from './types.ts';

const origin = 'https://secretmanager.googleapis.com';

/** Google's Secret Manager has one address for all. */
export function placeOfGoogle(): BackendPlace {
  return { state: 'known', endpoint: origin, origin };
}
