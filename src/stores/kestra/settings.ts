import { isTenant, kestraBackend, kestraMisconfigured } from '../../managers/kestra.ts';
import type { FailedBackend } from '../../ports/backend.ts';
import { FailureError } from '../../ports/failure.ts';

/** Of one request, in milliseconds. */
export interface KestraTimeouts {
  readonly connectTimeout: number;
  readonly readTimeout: number;
}

/** Where a Kestra is asked, and how long. Holds no credential. */
export interface KestraSettings extends KestraTimeouts {
  /** For the reasons of failures. */
  readonly backend: FailedBackend;
  /** Scheme, host and port, and a base path if there is one, without a slash at the end. */
  readonly endpoint: string;
  readonly tenant: string;
}

export const kestraTimeouts: KestraTimeouts = { connectTimeout: 15_000, readTimeout: 30_000 };

/** Throws a FailureError, misconfigured, where the address or the tenant cannot be meant. */
export function kestraSettings(endpoint: string, tenant: string, timeouts: KestraTimeouts): KestraSettings {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : null;
  const isPlain = url?.username === '' && url.password === '' && url.search === '' && url.hash === '';
  const isHttp = url?.protocol === 'http:' || url?.protocol === 'https:';
  if (url === null || !isPlain || !isHttp) throw cannotBeMeant('kestra-address-invalid');
  if (!isTenant(tenant)) throw cannotBeMeant('kestra-tenant-invalid');
  return {
    backend: kestraBackend,
    endpoint: `${url.origin}${url.pathname.replace(/\/+$/, '')}`,
    tenant,
    ...timeouts,
  };
}

function cannotBeMeant(kind: 'kestra-address-invalid' | 'kestra-tenant-invalid'): FailureError {
  return new FailureError(kestraMisconfigured({ kind, backend: kestraBackend }));
}
