import type { Random } from '../ports/clock.ts';
import type { Failure } from '../ports/failure.ts';
import type { NetworkSettings } from '../ports/network.ts';
import type { Store } from './contract.ts';
import type { FollowPorts } from './paging.ts';

/** What of the outside world a store needs. */
export interface StorePorts extends FollowPorts {
  readonly network: NetworkSettings;
  readonly random: Random;
}

export type OpenedStore =
  /** `endpoint`: where it is asked, which may be another address than the configured one. */
  | { readonly state: 'open'; readonly store: Store; readonly endpoint: string }
  /** Nothing was sent, and nothing will be. */
  | { readonly state: 'blocked'; readonly failure: Failure }
  | { readonly state: 'unsupported' };
