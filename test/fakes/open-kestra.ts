import type { KestraLogin } from '../../src/access/index.ts';
import type { NetworkSettings } from '../../src/ports/network.ts';
import type { KestraInstance } from '../../src/stores/kestra/contract.ts';
import { openKestra } from '../../src/stores/kestra/open.ts';
import type { KestraTimeouts } from '../../src/stores/kestra/settings.ts';
import type { ListBounds } from '../../src/stores/paging.ts';
import type { KestraUser } from '../servers/kestra/holdings.ts';
import { storePorts } from './store-ports.ts';

/** The login of a user of the tests' server. */
export function kestraLogin({ login }: KestraUser): KestraLogin {
  return 'token' in login ? { kind: 'token', ...login } : { kind: 'basic', ...login };
}

export interface OpenKestraOptions {
  readonly tenant?: string;
  readonly network?: Partial<NetworkSettings>;
  readonly bounds?: Partial<ListBounds>;
  readonly timeouts?: KestraTimeouts;
  /** Gets the milliseconds of every wait, and ends each at once. */
  readonly waits?: number[];
}

/** Opens a Kestra as if the user had connected to it. */
export function openKestraAt(
  url: string,
  login: KestraLogin,
  { tenant = 'main', network, bounds, timeouts, waits }: OpenKestraOptions = {},
): KestraInstance {
  return openKestra(
    url,
    tenant,
    login,
    storePorts({ extraCertificates: [], ...network }, waits, bounds),
    timeouts,
  );
}
