import assert from 'node:assert/strict';
import type { GoogleIdentity, GoogleServiceAccount } from '../../src/access/google/types.ts';
import type { NetworkSettings } from '../../src/ports/network.ts';
import type { Store } from '../../src/stores/contract.ts';
import type { ListBounds } from '../../src/stores/paging.ts';
import type { GoogleTimeouts } from '../../src/stores/google/settings.ts';
import { accountOf, type Account } from '../servers/google/accounts.ts';
import type { Google } from '../servers/google/google.ts';
import { openGoogle } from './bundled-stores.ts';
import { googleBackend } from './cloud-backend.ts';
import { storePorts } from './store-ports.ts';

export const project = 'shop-project';

/** Accounts of one project: one that may do all that reads, one that may do nothing. */
export const reader = accountOf('reader', project);
export const nobody = accountOf('nobody', project);

export function keyOf({ email, keyId, privateKey }: Account): GoogleServiceAccount {
  return { kind: 'service-account', email, keyId, privateKey, project };
}

export interface OpenGoogleOptions {
  readonly endpoint?: string;
  readonly identity?: GoogleIdentity;
  readonly project?: string;
  readonly network?: Partial<NetworkSettings>;
  readonly bounds?: Partial<ListBounds>;
  readonly timeouts?: GoogleTimeouts;
  /** Gets the milliseconds of every wait, and ends each at once. */
  readonly waits?: number[];
}

/** Opens the server's secrets as if the user had approved everything. */
export function openGoogleStore(
  google: Pick<Google, 'url' | 'certificate'>,
  options: OpenGoogleOptions = {},
): Store {
  const { endpoint = google.url, identity = keyOf(reader), network = {}, timeouts, waits } = options;
  const opened = openGoogle(
    googleBackend(),
    {
      state: 'granted',
      endpoint,
      login: { project: options.project ?? project, identity },
      source: { kind: 'configuration' },
    },
    storePorts({ extraCertificates: [google.certificate], ...network }, waits, options.bounds),
    timeouts,
  );
  assert.equal(opened.state, 'open', JSON.stringify(opened));
  return opened.store;
}
