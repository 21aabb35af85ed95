import assert from 'node:assert/strict';
import type { AzureIdentity, AzureLogin } from '../../src/access/azure/types.ts';
import type { NetworkSettings } from '../../src/ports/network.ts';
import type { AzureTimeouts } from '../../src/stores/azure/settings.ts';
import type { Store } from '../../src/stores/contract.ts';
import type { ListBounds } from '../../src/stores/paging.ts';
import type { Azure } from '../servers/azure/azure.ts';
import type { Application } from '../servers/azure/entra.ts';
import { openAzure } from './bundled-stores.ts';
import { azureBackend } from './cloud-backend.ts';
import { storePorts } from './store-ports.ts';

/** Applications of one tenant: one that may list and read, one that may do nothing. */
export const tenant = '11111111-1111-4111-8111-111111111111';
export const reader: Application = {
  tenant,
  id: '22222222-2222-4222-8222-222222222222',
  secret: 'VALUE-MARKER-secret-of-the-reader',
};
export const nobody: Application = {
  tenant,
  id: '33333333-3333-4333-8333-333333333333',
  secret: 'VALUE-MARKER-secret-of-nobody',
};

export function secretOf({ tenant: tenantId, id, secret }: Application): AzureIdentity {
  return { kind: 'client-secret', tenantId, clientId: id, clientSecret: secret };
}

export interface OpenAzureOptions {
  readonly endpoint?: string;
  readonly login?: Partial<AzureLogin>;
  readonly network?: Partial<NetworkSettings>;
  readonly bounds?: Partial<ListBounds>;
  readonly timeouts?: AzureTimeouts;
  /** Gets the milliseconds of every wait, and ends each at once. */
  readonly waits?: number[];
}

/** Opens the servers' vault as if the user had approved everything. */
export function openAzureStore(
  azure: Pick<Azure, 'vaultUrl' | 'authorityUrl' | 'certificate'>,
  options: OpenAzureOptions = {},
): Store {
  const { endpoint = azure.vaultUrl, login = {}, network = {}, timeouts, waits } = options;
  const opened = openAzure(
    azureBackend(),
    {
      state: 'granted',
      endpoint,
      login: {
        authority: azure.authorityUrl,
        otherTenants: [],
        identities: [secretOf(reader)],
        ...login,
      },
      source: { kind: 'configuration' },
    },
    storePorts({ extraCertificates: [azure.certificate], ...network }, waits, options.bounds),
    timeouts,
  );
  assert.equal(opened.state, 'open', JSON.stringify(opened));
  return opened.store;
}
