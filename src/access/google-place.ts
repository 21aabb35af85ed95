import type { BackendPlace } from './types.ts';

const origin = 'https://secretmanager.googleapis.com';

/** Google's Secret Manager has one address for all. */
export function placeOfGoogle(): BackendPlace {
  return { state: 'known', endpoint: origin, origin };
}

/** Whether that is Google's own, also that of one region. */
export function isGooglesOwn(asked: string): boolean {
  return asked === origin || /^https:\/\/secretmanager\.[a-z0-9-]+\.rep\.googleapis\.com$/.test(asked);
}
