import type { GoogleAccess } from '../../access/index.ts';
import type { GoogleBackend } from '../../configuration/index.ts';
import { namedBackend } from '../../managers/name.ts';
import type { OpenedStore, StorePorts } from '../opened.ts';
import { createTransport } from '../transport/transport.ts';
import { createGoogleClient } from './client.ts';
import { canSign, createCredential } from './credential.ts';
import { googleSettings, googleTimeouts, type GoogleTimeouts } from './settings.ts';
import { createGoogleStore } from './store.ts';
import { keyUnusable } from './token-failures.ts';

/** The largest answer that is read: a page of secrets, each with as many labels as Google allows. */
const maximumSize = 32_000_000;

/** Opens a project's Secret Manager with the login that may go there. Throws a FailureError where it cannot be meant. */
export function openGoogle(
  backend: GoogleBackend,
  { endpoint, login }: Extract<GoogleAccess, { readonly state: 'granted' }>,
  ports: StorePorts,
  timeouts: GoogleTimeouts = googleTimeouts,
): OpenedStore {
  const { network, clock } = ports;
  if (!canSign(login.identity)) return { state: 'blocked', failure: keyUnusable(namedBackend(backend)) };
  const settings = googleSettings(namedBackend(backend), endpoint, login.project, timeouts);
  const transport = createTransport({ backend: namedBackend(backend), network, ...timeouts, maximumSize });
  const life = new AbortController();
  const credential = createCredential(login.identity, namedBackend(backend), transport.send, life.signal);
  const client = createGoogleClient(settings, credential, transport.send, ports);
  const store = createGoogleStore(
    { backend: namedBackend(backend), client, ports, needsLogin: () => credential.needsLogin(clock.now()) },
    () => {
      life.abort();
      transport.close();
    },
  );
  return { state: 'open', store, endpoint: settings.endpoint };
}
