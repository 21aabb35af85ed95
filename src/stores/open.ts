import type { Authorization, Authorizer } from '../access/types.ts';
import type { Backend } from '../configuration/types.ts';
import type { Clock, Random } from '../ports/clock.ts';
import { isFailureError, type Failure } from '../ports/failure.ts';
import type { NetworkSettings } from '../ports/network.ts';
import type { Store } from './contract.ts';

/** What of the outside world a store needs. */
export interface StorePorts {
  readonly network: NetworkSettings;
  readonly clock: Clock;
  readonly random: Random;
}

/** The {@link Authorizer} decides whether a backend may be asked, where, and as whom. */
export interface StoreDependencies extends StorePorts, Authorizer {}

export type OpenedStore =
  /** `endpoint`: where it is asked, which may be another address than the configured one. */
  | { readonly state: 'open'; readonly store: Store; readonly endpoint: string }
  /** Nothing was sent, and nothing will be. */
  | { readonly state: 'blocked'; readonly failure: Failure }
  | { readonly state: 'unsupported' };

/**
 * Opens a backend's store, whose client is loaded when the first of its kind is opened. Sends nothing yet: the login
 * happens with the first question.
 */
export async function openStore(
  backend: Backend,
  dependencies: StoreDependencies,
  signal: AbortSignal,
): Promise<OpenedStore> {
  switch (backend.type) {
    case 'vault':
      return opened(dependencies.authorizeVault(backend, signal), async (access) => {
        const { openVault } = await import('./vault/open.ts');
        return openVault(backend, access, dependencies);
      });
    case 'aws-secret-manager':
      return opened(dependencies.authorizeAws(backend, signal), async (access) => {
        const { openAws } = await import('./aws/open.ts');
        return openAws(backend, access, dependencies);
      });
    case 'azure-key-vault':
      return opened(dependencies.authorizeAzure(backend, signal), async (access) => {
        const { openAzure } = await import('./azure/open.ts');
        return openAzure(backend, access, dependencies);
      });
    case 'google-secret-manager':
      return opened(dependencies.authorizeGoogle(backend, signal), async (access) => {
        const { openGoogle } = await import('./google/open.ts');
        return openGoogle(backend, access, dependencies);
      });
    case 'unsupported':
    case 'env':
      return { state: 'unsupported' };
  }
}

type Granted<Login> = Extract<Authorization<Login>, { readonly state: 'granted' }>;

/** Opens with what was granted; a configuration that cannot be meant blocks, too. */
async function opened<Login>(
  authorization: Promise<Authorization<Login>>,
  open: (access: Granted<Login>) => Promise<OpenedStore>,
): Promise<OpenedStore> {
  const access = await authorization;
  if (access.state === 'blocked') return access;
  try {
    return await open(access);
  } catch (error) {
    if (isFailureError(error)) return { state: 'blocked', failure: error.failure };
    throw error;
  }
}
