import type { FailedBackend } from '../../ports/backend.ts';
import { azure } from '../../managers/azure.ts';
import { FailureError } from '../../ports/failure.ts';

/** Of one request, in milliseconds. */
export interface AzureTimeouts {
  readonly connectTimeout: number;
  readonly readTimeout: number;
}

/** Where an Azure Key Vault is asked, and how long. Holds no credential. */
export interface AzureSettings extends AzureTimeouts {
  /** For the reasons of failures. */
  readonly backend: FailedBackend;
  /** Scheme, host and port, and a base path if there is one, without a slash at the end. */
  readonly endpoint: string;
}

export const azureTimeouts: AzureTimeouts = {
  connectTimeout: azure.waits.connect,
  readTimeout: azure.waits.answer,
};

/** Throws a FailureError, misconfigured, where the address cannot be a key vault's. */
export function azureSettings(
  backend: FailedBackend,
  endpoint: string,
  timeouts: AzureTimeouts,
): AzureSettings {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : null;
  const isPlain = url?.username === '' && url.password === '' && url.search === '' && url.hash === '';
  if (url?.protocol !== 'https:' || !isPlain) {
    throw new FailureError({
      kind: 'misconfigured',
      message: { kind: 'azure-address-invalid', backend },
      nextSteps: [{ kind: 'open-configuration' }, { kind: 'connect-differently' }],
    });
  }
  return { backend, endpoint: `${url.origin}${url.pathname.replace(/\/+$/, '')}`, ...timeouts };
}
