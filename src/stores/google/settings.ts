import type { FailedBackend } from '../../ports/backend.ts';
import { google } from '../../managers/google.ts';
import { FailureError } from '../../ports/failure.ts';

/** Of one request, in milliseconds. */
export interface GoogleTimeouts {
  readonly connectTimeout: number;
  readonly readTimeout: number;
}

/** Whose secrets are asked for, where, and how long. Holds no credential. */
export interface GoogleSettings extends GoogleTimeouts {
  /** For the reasons of failures. */
  readonly backend: FailedBackend;
  /** Scheme, host and port, and a base path if there is one, without a slash at the end. */
  readonly endpoint: string;
  readonly project: string;
  /** Secrets on a page of the list; the server may give fewer (Google: 1 to 25,000). */
  readonly pageSize: number;
}

export const googleTimeouts: GoogleTimeouts = {
  connectTimeout: google.waits.connect,
  readTimeout: google.waits.answer,
};

/** A page that is large enough for most, and soon there. */
const pageSize = 1000;

/** Throws a FailureError, misconfigured, where the address cannot be a Secret Manager's. */
export function googleSettings(
  backend: FailedBackend,
  endpoint: string,
  project: string,
  timeouts: GoogleTimeouts,
): GoogleSettings {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : null;
  const isPlain = url?.username === '' && url.password === '' && url.search === '' && url.hash === '';
  if (url === null || !/^https?:$/.test(url.protocol) || !isPlain) {
    throw new FailureError({
      kind: 'misconfigured',
      message: { kind: 'google-address-invalid', backend },
      nextSteps: [{ kind: 'connect-differently' }],
    });
  }
  return {
    backend,
    endpoint: `${url.origin}${url.pathname.replace(/\/+$/, '')}`,
    project,
    pageSize,
    ...timeouts,
  };
}
