import type { VaultAccess, VaultLogin } from '../../access/index.ts';
import type { VaultBackend } from '../../configuration/index.ts';
import type { Failure } from '../../ports/failure.ts';
import type { Store } from '../contract.ts';
import type { OpenedStore, StorePorts } from '../opened.ts';
import { createTransport } from '../transport/transport.ts';
import { createVaultClient } from './client.ts';
import { credentialsIn, loginMount } from './login.ts';
import { isAskable } from '../../managers/vault-segments.ts';
import { segmentsOf } from './paths.ts';
import { vaultSettings, type VaultSettings } from './settings.ts';
import { createVaultStore } from './store.ts';

/** The largest answer that is read: Vault lists a folder in one, however many names are in it. */
const maximumSize = 32_000_000;

/** Opens a Vault. Throws a FailureError where its configuration cannot be meant. */
export function openVault(
  backend: VaultBackend,
  access: Extract<VaultAccess, { readonly state: 'granted' }>,
  ports: StorePorts,
): OpenedStore {
  const settings = vaultSettings(backend, access.endpoint);
  const failure = loginProblem(settings, access.login);
  if (failure !== null) return { state: 'blocked', failure };
  return { state: 'open', store: vaultStore(settings, access.login, ports), endpoint: settings.endpoint };
}

function vaultStore(settings: VaultSettings, login: VaultLogin, ports: StorePorts): Store {
  const { network, clock, random } = ports;
  const { backend, connectTimeout, readTimeout } = settings;
  const transport = createTransport({
    backend,
    network,
    connectTimeout,
    readTimeout,
    readTimeoutKey: 'read-timeout',
    maximumSize,
  });
  const client = createVaultClient(settings, login, { send: transport.send, clock, random });
  return createVaultStore(settings, client, ports.clock, () => transport.close());
}

/** What makes a login one that cannot be sent as it is. */
function loginProblem({ backend }: VaultSettings, login: VaultLogin): Failure | null {
  if (credentialsIn(login).some((credential) => credential === '')) {
    return {
      kind: 'signed-out',
      message: { kind: 'vault-credential-empty', backend },
      nextSteps: [{ kind: 'sign-in' }, { kind: 'open-configuration' }],
    };
  }
  if (login.kind === 'token' && !/^[\x21-\x7e]+$/.test(login.token)) {
    return {
      kind: 'misconfigured',
      message: { kind: 'vault-token-not-sendable', backend },
      nextSteps: [{ kind: 'sign-in' }, { kind: 'open-configuration' }],
    };
  }
  const mount = segmentsOf(loginMount(login) ?? 'token');
  if (mount.length > 0 && mount.every(isAskable)) return null;
  return {
    kind: 'misconfigured',
    message: { kind: 'vault-login-path-unusable', backend },
    nextSteps: [{ kind: 'open-configuration' }],
  };
}
