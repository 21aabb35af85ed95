import assert from 'node:assert/strict';
import type { VaultLogin } from '../../src/access/types.ts';
import type { VaultBackend } from '../../src/configuration/types.ts';
import { systemClock } from '../../src/host/index.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { NetworkSettings } from '../../src/ports/network.ts';
import type { Store } from '../../src/stores/contract.ts';
import type { OpenedStore } from '../../src/stores/opened.ts';
import { never } from './never.ts';
import { openStore } from './bundled-stores.ts';
import { noAccess } from './no-access.ts';
import { vaultBackend } from './vault-backend.ts';

export interface OpenVaultOptions {
  readonly endpoint: string;
  readonly login: VaultLogin;
  readonly backend?: Partial<VaultBackend>;
  readonly network?: Partial<NetworkSettings>;
  /** Default: the system's. */
  readonly clock?: Clock;
}

export const token = (text: string): VaultLogin => ({ kind: 'token', token: text });

/** Opens a Vault's store as if the user had approved everything. */
export function openVault(options: OpenVaultOptions): Promise<OpenedStore> {
  const { endpoint, login, backend = {}, network = {}, clock = systemClock } = options;
  return openStore(
    vaultBackend(backend),
    {
      ...noAccess,
      authorizeVault: () =>
        Promise.resolve({ state: 'granted', endpoint, login, source: { kind: 'configuration' } }),
      network: { extraCertificates: [], ...network },
      clock,
      random: () => 0,
    },
    never,
  );
}

/** The same where the test relies on its being open. */
export async function openVaultStore(options: OpenVaultOptions): Promise<Store> {
  const opened = await openVault(options);
  assert.equal(opened.state, 'open', JSON.stringify(opened));
  return opened.store;
}
