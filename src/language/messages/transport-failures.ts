import { failedName } from './backends.ts';
import * as l10n from '@vscode/l10n';
import type { TransportReason } from '../../ports/failure-reasons/transport.ts';
import type { NextWords } from './next.ts';

/** What became of a request, whoever it was for. */
export function transportMessage(reason: TransportReason, words: NextWords): string {
  switch (reason.kind) {
    case 'throttled':
      return l10n.t(
        '{0} at {1} is rate-limiting requests: wait a moment, then try again.',
        failedName(reason.backend),
        reason.endpoint,
      );
    case 'leads-elsewhere':
      return l10n.t(
        '{0} at {1} sends its callers to another address, which is not followed: configure that address, or {2}.',
        failedName(reason.backend),
        reason.endpoint,
        words({ kind: 'connect-differently' }),
      );
    case 'gateway-failed':
      return l10n.t(
        '{0} could not be reached: the gateway at {1} answered {2}; try again later, or ask whoever runs it.',
        failedName(reason.backend),
        reason.endpoint,
        reason.status,
      );
    case 'server-failed':
      return l10n.t(
        '{0} at {1} answered with an error of its own ({2}): try again later, or ask whoever runs it.',
        failedName(reason.backend),
        reason.endpoint,
        reason.status,
      );
    case 'not-http':
      return l10n.t(
        '{0} at {1} did not answer in HTTP: check the address and its port.',
        failedName(reason.backend),
        reason.origin,
      );
    case 'host-not-known':
      return l10n.t(
        '{0} could not be reached at {1}: no address is known for {2}; check the name, or {3}.',
        failedName(reason.backend),
        reason.origin,
        reason.host,
        words({ kind: 'connect-differently' }),
      );
    case 'nothing-listens':
      return l10n.t(
        '{0} could not be reached: nothing listens at {1}; start it, or {2}.',
        failedName(reason.backend),
        reason.origin,
        words({ kind: 'connect-differently' }),
      );
    case 'no-route':
      return l10n.t(
        '{0} could not be reached: there is no way to {1} from here; check the network or the VPN.',
        failedName(reason.backend),
        reason.origin,
      );
    case 'closed-without-answer':
      return l10n.t(
        '{0} at {1} closed the connection without an answer: check whether the address wants https, then try again.',
        failedName(reason.backend),
        reason.origin,
      );
    case 'no-connection':
      return l10n.t(
        '{0} could not be reached at {1} ({2}): check the address, then try again.',
        failedName(reason.backend),
        reason.origin,
        reason.code,
      );
    case 'container-not-known':
      return l10n.t(
        '{0} could not be reached at {1}: {2} is probably a container’s name, which only other containers know; {3}, with an address that works from here.',
        failedName(reason.backend),
        reason.origin,
        reason.host,
        words({ kind: 'connect-differently' }),
      );
    case 'no-connection-in-time':
      return l10n.t(
        '{0} could not be reached at {1} in time: check the network, then try again.',
        failedName(reason.backend),
        reason.origin,
      );
    case 'no-answer-in-time':
      return l10n.t(
        '{0} at {1} did not answer completely within {2} seconds: try again.',
        failedName(reason.backend),
        reason.origin,
        reason.seconds,
      );
    case 'no-answer-in-read-timeout':
      return l10n.t(
        '{0} at {1} did not answer completely within {2} seconds: try again, or raise {3}.',
        failedName(reason.backend),
        reason.origin,
        reason.seconds,
        reason.key,
      );
    case 'answer-too-large':
      return l10n.t(
        '{0} at {1} answered with more than {2} MB, which none of its answers has: check the address.',
        failedName(reason.backend),
        reason.origin,
        reason.megabytes,
      );
    case 'certificate-expired':
      return l10n.t(
        '{0}: the certificate of {1} has expired; ask whoever runs it to renew it.',
        failedName(reason.backend),
        reason.origin,
      );
    case 'certificate-not-yet-valid':
      return l10n.t(
        '{0}: the certificate of {1} is not valid yet; check the clock of this machine, or ask whoever runs the server.',
        failedName(reason.backend),
        reason.origin,
      );
    case 'certificate-of-other-host':
      return l10n.t(
        '{0}: the certificate of {1} is for another host; check the address, or {2}.',
        failedName(reason.backend),
        reason.origin,
        words({ kind: 'connect-differently' }),
      );
    case 'not-tls':
      return l10n.t(
        '{0}: {1} does not speak TLS as expected; check whether the address should begin with http, and its port.',
        failedName(reason.backend),
        reason.origin,
      );
    case 'certificate-not-trusted':
      return l10n.t(
        '{0}: the certificate of {1} is signed by nobody trusted here; name its authority in {2}.',
        failedName(reason.backend),
        reason.origin,
        reason.certificatesIn,
      );
    case 'throttled-for':
      return l10n.t(
        '{0} at {1} is rate-limiting requests: wait {2} seconds, then try again.',
        failedName(reason.backend),
        reason.endpoint,
        reason.seconds,
      );
    case 'no-answer-in-deadline':
      return l10n.t(
        '{0} at {1} did not answer within {2} seconds: check the network, then try again.',
        failedName(reason.backend),
        reason.endpoint,
        reason.seconds,
      );
    case 'logins-throttled':
      return l10n.t(
        '{0}: {1} is rate-limiting logins; wait a moment, then try again.',
        failedName(reason.backend),
        reason.endpoint,
      );
    case 'plain-through-proxy':
      return l10n.t(
        '{0}: nothing was sent to {1}, since the proxy {2} would see the credential in clear text; use https, or exempt {3} from the proxy.',
        failedName(reason.backend),
        reason.origin,
        reason.proxy,
        reason.host,
      );
    case 'proxy-not-supported':
      return l10n.t(
        '{0}: the proxy {1} gave no connection to {2}: {3} is no kind of proxy that is supported; check the proxy settings, or exempt the host from it.',
        failedName(reason.backend),
        reason.proxy,
        reason.origin,
        reason.protocol,
      );
    case 'proxy-late':
      return l10n.t(
        '{0}: the proxy {1} gave no connection to {2} in time; check the proxy settings, or exempt the host from it.',
        failedName(reason.backend),
        reason.proxy,
        reason.origin,
      );
    case 'proxy-refused':
      return l10n.t(
        '{0}: the proxy {1} gave no connection to {2} (status {3}); check the proxy settings, or exempt the host from it.',
        failedName(reason.backend),
        reason.proxy,
        reason.origin,
        reason.status,
      );
    case 'proxy-not-reached':
      return l10n.t(
        '{0}: the proxy {1} gave no connection to {2} ({3}); check the proxy settings, or exempt the host from it.',
        failedName(reason.backend),
        reason.proxy,
        reason.origin,
        reason.code,
      );
  }
}
