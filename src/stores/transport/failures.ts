import * as l10n from '@vscode/l10n';
import { isProbablyContainer } from '../../ports/host.ts';
import type { Failure, NextStep } from '../../ports/failure.ts';
import { hostOf } from './proxy.ts';

/** Whom a request goes to, for the sentences about it. */
export interface Destination {
  /** What the backend is called, such as `Vault`. */
  readonly backend: string;
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

export function destinationOf(backend: string, url: URL, ways: WaysOut = {}): Destination {
  return { backend, origin: url.origin, host: hostOf(url), ways };
}

const notFound = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME']);
const noRoute = new Set(['EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'EHOSTDOWN', 'ENETDOWN']);
const closed = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED']);

/** What a failed connection means. The error itself is dropped: only its code is kept. */
export function networkFailure(error: unknown, destination: Destination): Failure {
  const code = codeOf(error);
  const { backend, origin, host } = destination;
  const detail = `${origin}: ${code}`;
  if (isTlsCode(code)) return tlsFailure(code, destination);
  if (code === 'ETIMEDOUT') return timeoutFailure(destination, null);
  if (code.startsWith('HPE_')) {
    return {
      kind: 'invalid-answer',
      message: l10n.t(
        '{0} at {1} did not answer in HTTP: check the address and its port in the configuration.',
        backend,
        origin,
      ),
      nextSteps: [{ kind: 'open-configuration' }, { kind: 'connect-differently' }],
      detail,
    };
  }
  return {
    kind: 'unreachable',
    message: unreachableSentence(code, backend, origin, host),
    nextSteps: waysOut(isProbablyContainer(host) && !closed.has(code)),
    detail,
  };
}

function unreachableSentence(code: string, backend: string, origin: string, host: string): string {
  if (isProbablyContainer(host) && !closed.has(code)) return containerSentence(backend, origin, host);
  if (notFound.has(code)) {
    return l10n.t(
      '{0} could not be reached at {1}: no address is known for {2}; check the name, or connect differently.',
      backend,
      origin,
      host,
    );
  }
  if (code === 'ECONNREFUSED') {
    return l10n.t(
      '{0} could not be reached: nothing listens at {1}; start it, or connect differently.',
      backend,
      origin,
    );
  }
  if (noRoute.has(code)) {
    return l10n.t(
      '{0} could not be reached: there is no way to {1} from here; check the network or the VPN.',
      backend,
      origin,
    );
  }
  if (closed.has(code)) {
    return l10n.t(
      '{0} at {1} closed the connection without an answer: check whether the address wants https, then try again.',
      backend,
      origin,
    );
  }
  return l10n.t(
    '{0} could not be reached at {1} ({2}): check the address, then try again.',
    backend,
    origin,
    code,
  );
}

/** In the order of the sentence: a server may come up, while a container's name never means anything here. */
function waysOut(isContainer: boolean): NextStep[] {
  const steps: NextStep[] = [{ kind: 'retry' }, { kind: 'connect-differently' }];
  return isContainer ? steps.reverse() : steps;
}

function containerSentence(backend: string, origin: string, host: string): string {
  return l10n.t(
    '{0} could not be reached at {1}: {2} is probably a container’s name, which only other containers know; ' +
      'connect differently, with an address that works from here.',
    backend,
    origin,
    host,
  );
}

/** `limit`: what was waited for, in milliseconds; null where the system gave up. */
export function timeoutFailure(destination: Destination, limit: number | null): Failure {
  const { backend, origin, host } = destination;
  const connecting = limit === null;
  return {
    kind: 'timeout',
    message:
      connecting && isProbablyContainer(host)
        ? containerSentence(backend, origin, host)
        : connecting
          ? l10n.t(
              '{0} could not be reached at {1} in time: check the network, then try again.',
              backend,
              origin,
            )
          : lateSentence(destination, Math.round(limit / 100) / 10),
    nextSteps: waysOut(connecting && isProbablyContainer(host)),
    detail: `${origin}: ${connecting ? 'no connection in time' : `no whole answer in ${String(limit)} ms`}`,
  };
}

function lateSentence({ backend, origin, ways }: Destination, seconds: number): string {
  return ways.readTimeoutKey === undefined
    ? l10n.t('{0} at {1} did not answer completely within {2} seconds: try again.', backend, origin, seconds)
    : l10n.t(
        '{0} at {1} did not answer completely within {2} seconds: try again, or raise {3}.',
        backend,
        origin,
        seconds,
        ways.readTimeoutKey,
      );
}

export function tooLargeFailure(destination: Destination, limit: number): Failure {
  return {
    kind: 'invalid-answer',
    message: l10n.t(
      '{0} at {1} answered with more than {2} MB: this is not the answer of a secret manager; check the address.',
      destination.backend,
      destination.origin,
      Math.round(limit / 1_000_000),
    ),
    nextSteps: [{ kind: 'open-configuration' }],
    detail: `${destination.origin}: body over ${String(limit)} bytes`,
  };
}

function tlsFailure(code: string, destination: Destination): Failure {
  return {
    kind: 'tls',
    message: tlsSentence(code, destination),
    nextSteps: [{ kind: 'connect-differently' }, { kind: 'retry' }],
    detail: `${destination.origin}: ${code}`,
  };
}

function tlsSentence(code: string, { backend, origin, ways }: Destination): string {
  if (code === 'CERT_HAS_EXPIRED') {
    return l10n.t(
      '{0}: the certificate of {1} has expired; ask whoever runs it to renew it.',
      backend,
      origin,
    );
  }
  if (code === 'CERT_NOT_YET_VALID') {
    return l10n.t(
      '{0}: the certificate of {1} is not valid yet; check the clock of this machine, or ask whoever runs the server.',
      backend,
      origin,
    );
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return l10n.t(
      '{0}: the certificate of {1} is for another host; check the address, or connect differently.',
      backend,
      origin,
    );
  }
  if (code === 'EPROTO' || code.startsWith('ERR_SSL')) {
    return l10n.t(
      '{0}: {1} does not speak TLS as expected; check whether the address should begin with http, and its port.',
      backend,
      origin,
    );
  }
  return l10n.t(
    '{0}: the certificate of {1} is signed by nobody trusted here; name its authority in {2}.',
    backend,
    origin,
    ways.certificatesIn ?? 'kestraSecrets.caFile',
  );
}

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
