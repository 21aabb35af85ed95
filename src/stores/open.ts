import * as l10n from '@vscode/l10n';
import type { VaultAccess, VaultLogin } from '../access/types.ts';
import type { Backend, VaultBackend } from '../configuration/types.ts';
import type { Clock, Random } from '../ports/clock.ts';
import { isFailureError, type Failure } from '../ports/failure.ts';
import type { NetworkSettings } from '../ports/network.ts';
import type { Store } from './contract.ts';
import { createTransport } from './transport/transport.ts';
import { createVaultClient } from './vault/client.ts';
import { credentialsIn, loginMount } from './vault/login.ts';
import { isAskable, segmentsOf } from './vault/paths.ts';
import { vaultSettings, type VaultSettings } from './vault/settings.ts';
import { createVaultStore } from './vault/store.ts';

export interface StoreDependencies {
  /** Decides whether the Vault may be asked, where, and as whom. */
  authorizeVault(backend: VaultBackend, signal: AbortSignal): Promise<VaultAccess>;
  readonly network: NetworkSettings;
  readonly clock: Clock;
  readonly random: Random;
}

export type OpenedStore =
  /** `endpoint`: where it is asked, which may be another address than the configured one. */
  | { readonly state: 'open'; readonly store: Store; readonly endpoint: string }
  /** Nothing was sent, and nothing will be. */
  | { readonly state: 'blocked'; readonly failure: Failure }
  | { readonly state: 'unsupported' };

/** Opens a backend's store. Sends nothing yet: the login happens with the first question. */
export async function openStore(
  backend: Backend,
  dependencies: StoreDependencies,
  signal: AbortSignal,
): Promise<OpenedStore> {
  if (backend.type !== 'vault') return { state: 'unsupported' };
  const access = await dependencies.authorizeVault(backend, signal);
  if (access.state === 'blocked') return access;
  try {
    const settings = vaultSettings(backend, access.endpoint);
    const failure = loginProblem(settings, access.login);
    if (failure !== null) return { state: 'blocked', failure };
    return {
      state: 'open',
      store: vaultStore(settings, access.login, dependencies),
      endpoint: settings.endpoint,
    };
  } catch (error) {
    if (isFailureError(error)) return { state: 'blocked', failure: error.failure };
    throw error;
  }
}

function vaultStore(settings: VaultSettings, login: VaultLogin, dependencies: StoreDependencies): Store {
  const { network, clock, random } = dependencies;
  const { backend, connectTimeout, readTimeout } = settings;
  const transport = createTransport({ backend, network, connectTimeout, readTimeout });
  const client = createVaultClient(settings, login, { send: transport.send, clock, random });
  return createVaultStore(settings, client, () => transport.close());
}

/** What makes a login one that cannot be sent as it is. */
function loginProblem({ backend }: VaultSettings, login: VaultLogin): Failure | null {
  if (credentialsIn(login).some((credential) => credential === '')) {
    return {
      kind: 'signed-out',
      message: l10n.t('{0}: the credential is empty: sign in, or correct the configuration.', backend),
      nextSteps: [{ kind: 'sign-in' }, { kind: 'open-configuration' }],
    };
  }
  if (login.kind === 'token' && !/^[\x21-\x7e]+$/.test(login.token)) {
    return {
      kind: 'misconfigured',
      message: l10n.t('{0}: the token holds characters that no token has: enter it anew.', backend),
      nextSteps: [{ kind: 'sign-in' }, { kind: 'open-configuration' }],
    };
  }
  const mount = segmentsOf(loginMount(login) ?? 'token');
  if (mount.length > 0 && mount.every(isAskable)) return null;
  return {
    kind: 'misconfigured',
    message: l10n.t('{0}: the path of the login cannot be meant: correct the configuration.', backend),
    nextSteps: [{ kind: 'open-configuration' }],
  };
}
