import type { FailedBackend } from '../../ports/backend.ts';
import { isProbablyContainer } from '../../ports/host.ts';
import type { Failure, NextStep } from '../../ports/failure.ts';
import type { FailureReason } from '../../ports/failure-reason.ts';
import { hostOf } from './proxy.ts';

/** Whom a request goes to, for the sentences about it. */
export interface TransportTarget {
  /** What the backend is called, such as `Vault`. */
  readonly backend: FailedBackend;
  /** Scheme, host and port. */
  readonly origin: string;
  readonly host: string;
  readonly ways: WaysOut;
}

/** What a user can do who is not trusted enough, or not patient enough, as far as there is a way. */
export interface WaysOut {
  /** Where the user names certificates to trust: a setting, or a variable. */
  readonly certificatesIn?: string | undefined;
  /** The key of the configuration that says how long an answer is waited for. */
  readonly readTimeoutKey?: string | undefined;
}

export function destinationOf(backend: FailedBackend, url: URL, ways: WaysOut = {}): TransportTarget {
  return { backend, origin: url.origin, host: hostOf(url), ways };
}

const notFound = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME']);
const noRoute = new Set(['EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'EHOSTDOWN', 'ENETDOWN']);
const closed = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED']);

/** What a failed connection means. The error itself is dropped: only its code is kept. */
export function networkFailure(error: unknown, destination: TransportTarget): Failure {
  const code = codeOf(error);
  const { backend, origin, host } = destination;
  const detail = `${origin}: ${code}`;
  if (isTlsCode(code)) return tlsFailure(code, destination);
  if (code === 'ETIMEDOUT') return timeoutFailure(destination, null);
  if (code.startsWith('HPE_')) {
    return {
      kind: 'invalid-answer',
      message: { kind: 'not-http', backend, origin },
      nextSteps: [{ kind: 'open-configuration' }, { kind: 'connect-differently' }],
      detail,
    };
  }
  return {
    kind: 'unreachable',
    message: unreachableReason(code, backend, origin, host),
    nextSteps: waysOut(isProbablyContainer(host) && !closed.has(code)),
    detail,
  };
}

function unreachableReason(
  code: string,
  backend: FailedBackend,
  origin: string,
  host: string,
): FailureReason {
  if (isProbablyContainer(host) && !closed.has(code)) return containerReason(backend, origin, host);
  if (notFound.has(code)) {
    return { kind: 'host-not-known', backend, origin, host };
  }
  if (code === 'ECONNREFUSED') {
    return { kind: 'nothing-listens', backend, origin };
  }
  if (noRoute.has(code)) {
    return { kind: 'no-route', backend, origin };
  }
  if (closed.has(code)) {
    return { kind: 'closed-without-answer', backend, origin };
  }
  return { kind: 'no-connection', backend, origin, code };
}

/** In the order of the sentence: a server may come up, while a container's name never means anything here. */
function waysOut(isContainer: boolean): NextStep[] {
  const steps: NextStep[] = [{ kind: 'retry' }, { kind: 'connect-differently' }];
  return isContainer ? steps.reverse() : steps;
}

function containerReason(backend: FailedBackend, origin: string, host: string): FailureReason {
  return { kind: 'container-not-known', backend, origin, host };
}

/** `limit`: what was waited for, in milliseconds; null where the system gave up. */
export function timeoutFailure(destination: TransportTarget, limit: number | null): Failure {
  const { backend, origin, host } = destination;
  const connecting = limit === null;
  return {
    kind: 'timeout',
    message:
      connecting && isProbablyContainer(host)
        ? containerReason(backend, origin, host)
        : connecting
          ? { kind: 'no-connection-in-time', backend, origin }
          : lateReason(destination, Math.round(limit / 100) / 10),
    nextSteps: waysOut(connecting && isProbablyContainer(host)),
    detail: `${origin}: ${connecting ? 'no connection in time' : `no whole answer in ${String(limit)} ms`}`,
  };
}

function lateReason({ backend, origin, ways }: TransportTarget, seconds: number): FailureReason {
  return ways.readTimeoutKey === undefined
    ? { kind: 'no-answer-in-time', backend, origin, seconds }
    : { kind: 'no-answer-in-read-timeout', backend, origin, seconds, key: ways.readTimeoutKey };
}

export function tooLargeFailure(destination: TransportTarget, limit: number): Failure {
  return {
    kind: 'invalid-answer',
    message: {
      kind: 'answer-too-large',
      backend: destination.backend,
      origin: destination.origin,
      megabytes: Math.round(limit / 1_000_000),
    },
    nextSteps: [{ kind: 'open-configuration' }],
    detail: `${destination.origin}: body over ${String(limit)} bytes`,
  };
}

function tlsFailure(code: string, destination: TransportTarget): Failure {
  return {
    kind: 'tls',
    message: tlsReason(code, destination),
    nextSteps: [{ kind: 'connect-differently' }, { kind: 'retry' }],
    detail: `${destination.origin}: ${code}`,
  };
}

function tlsReason(code: string, { backend, origin, ways }: TransportTarget): FailureReason {
  if (code === 'CERT_HAS_EXPIRED') {
    return { kind: 'certificate-expired', backend, origin };
  }
  if (code === 'CERT_NOT_YET_VALID') {
    return { kind: 'certificate-not-yet-valid', backend, origin };
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return { kind: 'certificate-of-other-host', backend, origin };
  }
  if (code === 'EPROTO' || code.startsWith('ERR_SSL')) {
    return { kind: 'not-tls', backend, origin };
  }
  return {
    kind: 'certificate-not-trusted',
    backend,
    origin,
    certificatesIn: ways.certificatesIn ?? 'kestraSecrets.caFile',
  };
}

/** Whether a handshake failed because nobody trusted has signed the certificate: nothing was sent then. */
export function isOfUnknownIssuer({ message }: Failure): boolean {
  if (typeof message === 'string') return false;
  if (message.kind === 'proxy-not-reached') return unknownIssuer.test(message.code);
  return message.kind === 'certificate-not-trusted';
}

const unknownIssuer = /^(UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_)/;

function isTlsCode(code: string): boolean {
  return (
    code === 'EPROTO' ||
    /^(ERR_TLS|ERR_SSL|CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|INVALID_CA)/.test(
      code,
    )
  );
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'unknown error';
}
