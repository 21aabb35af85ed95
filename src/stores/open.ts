import type { Authorization, Authorizer } from '../access/index.ts';
import type { Backend } from '../configuration/index.ts';
import { isFailureError } from '../ports/failure.ts';
import type { OpenedStore, StorePorts } from './opened.ts';

/** The {@link Authorizer} decides whether a backend may be asked, where, and as whom. */
export interface StoreDependencies extends StorePorts, Authorizer {}

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
      return openGranted(dependencies.authorizeVault(backend, signal), async (access) => {
        const { openVault } = await import('./vault/open.ts');
        return openVault(backend, access, dependencies);
      });
    case 'aws-secret-manager':
      return openGranted(dependencies.authorizeAws(backend, signal), async (access) => {
        const { openAws } = await import('./aws/open.ts');
        return openAws(backend, access, dependencies);
      });
    case 'azure-key-vault':
      return openGranted(dependencies.authorizeAzure(backend, signal), async (access) => {
        const { openAzure } = await import('./azure/open.ts');
        return openAzure(backend, access, dependencies);
      });
    case 'google-secret-manager':
      return openGranted(dependencies.authorizeGoogle(backend, signal), async (access) => {
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
async function openGranted<Login>(
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
