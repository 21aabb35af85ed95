import type { AzureAccess } from '../../access/index.ts';
import type { AzureBackend } from '../../configuration/index.ts';
import type { OpenedStore, StorePorts } from '../opened.ts';
import { createTransport } from '../transport/transport.ts';
import { namedBackend } from '../../managers/name.ts';
import { createAzureClient } from './client.ts';
import { azureSettings, azureTimeouts, type AzureTimeouts } from './settings.ts';
import { createAzureStore } from './store.ts';

/** The identity service of an Azure machine is on the machine itself, in effect. */
const machineTimeouts = { connectTimeout: 2_000, readTimeout: 5_000 };

/** Opens a key vault with the login that may go there. Throws a FailureError where it cannot be meant. */
export function openAzure(
  backend: AzureBackend,
  { endpoint, login }: Extract<AzureAccess, { readonly state: 'granted' }>,
  ports: StorePorts,
  timeouts: AzureTimeouts = azureTimeouts,
): OpenedStore {
  const { network } = ports;
  const settings = azureSettings(namedBackend(backend), endpoint, timeouts);
  const transport = createTransport({ backend: namedBackend(backend), network, ...timeouts });
  const direct = { extraCertificates: [] };
  const machine = createTransport({ backend: namedBackend(backend), network: direct, ...machineTimeouts });
  const life = new AbortController();
  const ways = { send: transport.send, sendToMachine: machine.send, life: life.signal };
  const client = createAzureClient(settings, login, ways, ports);
  const store = createAzureStore({ settings, client, ports }, () => {
    life.abort();
    transport.close();
    machine.close();
  });
  return { state: 'open', store, endpoint: settings.endpoint };
}
