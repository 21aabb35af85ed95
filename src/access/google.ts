import type { GoogleBackend } from '../configuration/types.ts';
import { nothing, whyNot } from './offers.ts';
import type { GoogleAccess } from './types.ts';

/** The first credential that may go there. */
export function findGoogleLogin(backend: GoogleBackend): Promise<GoogleAccess> {
  return Promise.resolve({ state: 'blocked', failure: whyNot(backend.id, [nothing]) });
}
