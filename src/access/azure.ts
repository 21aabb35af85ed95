import type { AzureBackend } from '../configuration/types.ts';
import { nothing, whyNot } from './offers.ts';
import type { AzureAccess } from './types.ts';

/** The first credential that may go there. */
export function findAzureLogin(backend: AzureBackend): Promise<AzureAccess> {
  return Promise.resolve({ state: 'blocked', failure: whyNot(backend.id, [nothing]) });
}
