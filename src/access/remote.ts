import type { Backend } from '../configuration/types.ts';
import type { RemoteBackend } from './types.ts';

/** Whether a backend is behind a network, so that it can be signed in to and connected differently. */
export function isRemote(backend: Backend): backend is RemoteBackend {
  return backend.type !== 'env' && backend.type !== 'unsupported';
}
