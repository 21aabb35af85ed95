import type { FolderKestra } from '../access/kestra/access.ts';
import type { KestraConnection } from '../catalog/index.ts';
import { cancellation } from '../ports/cancellation.ts';
import { isFailureError } from '../ports/failure.ts';
import type { StorePorts } from '../stores/index.ts';

/** How the catalog gets at the folder's running Kestra: where it is, and opened with the login that may go there. */
export function kestraConnection(
  kestra: FolderKestra,
  ports: (signal: AbortSignal) => Promise<StorePorts>,
): KestraConnection {
  return {
    place() {
      const place = kestra.place();
      return place === null ? null : { endpoint: place.url, tenant: place.tenant };
    },
    async open(place, signal) {
      const access = await kestra.authorizeKestra(signal);
      if (access.state === 'blocked') return access;
      const isThere =
        access.state === 'granted' && access.endpoint === place.endpoint && access.tenant === place.tenant;
      // It was connected otherwise meanwhile: whoever asks starts anew.
      if (!isThere) throw cancellation();
      const { openKestra } = await import('../stores/kestra/open.ts');
      try {
        const { endpoint, tenant, login } = access;
        return { state: 'open', instance: openKestra(endpoint, tenant, login, await ports(signal)) };
      } catch (error) {
        // What cannot be meant is sent nothing.
        if (isFailureError(error)) return { state: 'blocked', failure: error.failure };
        throw error;
      }
    },
  };
}
