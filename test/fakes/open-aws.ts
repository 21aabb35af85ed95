import assert from 'node:assert/strict';
import type { AwsIdentity, AwsRole } from '../../src/access/aws/types.ts';
import type { NetworkSettings } from '../../src/ports/network.ts';
import type { AwsOptions } from '../../src/stores/aws/settings.ts';
import type { Store } from '../../src/stores/contract.ts';
import type { ListBounds } from '../../src/stores/paging.ts';
import { awsBackend } from './aws-backend.ts';
import { openAws } from './bundled-stores.ts';
import { storePorts } from './store-ports.ts';

export interface OpenAwsOptions {
  readonly endpoint: string;
  readonly identity?: AwsIdentity;
  readonly role?: AwsRole | null;
  readonly region?: string;
  readonly options?: Partial<AwsOptions>;
  readonly network?: Partial<NetworkSettings>;
  readonly bounds?: Partial<ListBounds>;
  /** Gets the milliseconds of every wait, and ends each at once. */
  readonly waits?: number[] | undefined;
}

/** Keys of nobody, which a server that checks no identity takes. */
export const someKeys: AwsIdentity = {
  kind: 'keys',
  accessKeyId: 'AKIAKEYOFTHETESTS000',
  secretAccessKey: 'VALUE-MARKER-secret-key',
  sessionToken: null,
};

/** Opens an AWS's store as if the user had approved everything. */
export function openAwsStore(given: OpenAwsOptions): Store {
  const { endpoint, identity = someKeys, role = null, region = 'eu-west-1', options, network } = given;
  const opened = openAws(
    awsBackend(),
    { state: 'granted', endpoint, login: { region, identity, role }, source: { kind: 'configuration' } },
    storePorts({ extraCertificates: [], ...network }, given.waits, given.bounds),
    options,
  );
  assert.equal(opened.state, 'open', JSON.stringify(opened));
  return opened.store;
}
