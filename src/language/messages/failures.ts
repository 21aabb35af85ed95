import * as l10n from '@vscode/l10n';
import type { Failure } from '../../ports/failure.ts';
import type { FailureReason } from '../../ports/failure-reason.ts';

/** What happened, to which backend, and what to do next, as one sentence. */
export function failureMessage({ message }: Pick<Failure, 'message'>): string {
  return typeof message === 'string' ? message : failureReasonMessage(message);
}

function failureReasonMessage(reason: FailureReason): string {
  switch (reason.kind) {
    case 'unexpected-error':
      return l10n.t(
        '{0} could not be asked: an unexpected error occurred; the log says more.',
        reason.backend,
      );
    case 'questions-too-slow':
      return l10n.t(
        '{0} did not answer for every secret within {1} seconds; the rest was not asked.',
        reason.backend,
        reason.seconds,
      );
    case 'throttled':
      return l10n.t(
        '{0} at {1} asks for fewer requests: wait a moment, then try again.',
        reason.backend,
        reason.endpoint,
      );
    case 'leads-elsewhere':
      return l10n.t(
        '{0} at {1} sends its callers to another address, which is not followed: configure that address, or connect differently.',
        reason.backend,
        reason.endpoint,
      );
    case 'gateway-failed':
      return l10n.t(
        '{0} could not be reached: the gateway at {1} answered {2}; try again later, or ask whoever runs it.',
        reason.backend,
        reason.endpoint,
        reason.status,
      );
    case 'server-failed':
      return l10n.t(
        '{0} at {1} answered with an error of its own ({2}): try again later, or ask whoever runs it.',
        reason.backend,
        reason.endpoint,
        reason.status,
      );
    case 'not-http':
      return l10n.t(
        '{0} at {1} did not answer in HTTP: check the address and its port in the configuration.',
        reason.backend,
        reason.origin,
      );
    case 'host-not-known':
      return l10n.t(
        '{0} could not be reached at {1}: no address is known for {2}; check the name, or connect differently.',
        reason.backend,
        reason.origin,
        reason.host,
      );
    case 'nothing-listens':
      return l10n.t(
        '{0} could not be reached: nothing listens at {1}; start it, or connect differently.',
        reason.backend,
        reason.origin,
      );
    case 'no-route':
      return l10n.t(
        '{0} could not be reached: there is no way to {1} from here; check the network or the VPN.',
        reason.backend,
        reason.origin,
      );
    case 'closed-without-answer':
      return l10n.t(
        '{0} at {1} closed the connection without an answer: check whether the address wants https, then try again.',
        reason.backend,
        reason.origin,
      );
    case 'no-connection':
      return l10n.t(
        '{0} could not be reached at {1} ({2}): check the address, then try again.',
        reason.backend,
        reason.origin,
        reason.code,
      );
    case 'container-not-known':
      return l10n.t(
        '{0} could not be reached at {1}: {2} is probably a container’s name, which only other containers know; connect differently, with an address that works from here.',
        reason.backend,
        reason.origin,
        reason.host,
      );
    case 'no-connection-in-time':
      return l10n.t(
        '{0} could not be reached at {1} in time: check the network, then try again.',
        reason.backend,
        reason.origin,
      );
    case 'no-answer-in-time':
      return l10n.t(
        '{0} at {1} did not answer completely within {2} seconds: try again.',
        reason.backend,
        reason.origin,
        reason.seconds,
      );
    case 'no-answer-in-read-timeout':
      return l10n.t(
        '{0} at {1} did not answer completely within {2} seconds: try again, or raise {3}.',
        reason.backend,
        reason.origin,
        reason.seconds,
        reason.key,
      );
    case 'answer-too-large':
      return l10n.t(
        '{0} at {1} answered with more than {2} MB: this is not the answer of a secret manager; check the address.',
        reason.backend,
        reason.origin,
        reason.megabytes,
      );
    case 'certificate-expired':
      return l10n.t(
        '{0}: the certificate of {1} has expired; ask whoever runs it to renew it.',
        reason.backend,
        reason.origin,
      );
    case 'certificate-not-yet-valid':
      return l10n.t(
        '{0}: the certificate of {1} is not valid yet; check the clock of this machine, or ask whoever runs the server.',
        reason.backend,
        reason.origin,
      );
    case 'certificate-of-other-host':
      return l10n.t(
        '{0}: the certificate of {1} is for another host; check the address, or connect differently.',
        reason.backend,
        reason.origin,
      );
    case 'not-tls':
      return l10n.t(
        '{0}: {1} does not speak TLS as expected; check whether the address should begin with http, and its port.',
        reason.backend,
        reason.origin,
      );
    case 'certificate-not-trusted':
      return l10n.t(
        '{0}: the certificate of {1} is signed by nobody trusted here; name its authority in {2}.',
        reason.backend,
        reason.origin,
        reason.certificatesIn,
      );
    case 'vault-sealed':
      return l10n.t(
        '{0} at {1} is sealed and answers nobody: ask whoever runs it to unseal it, then try again.',
        reason.backend,
        reason.endpoint,
      );
    case 'throttled-for':
      return l10n.t(
        '{0} at {1} asks for fewer requests: wait {2} seconds, then try again.',
        reason.backend,
        reason.endpoint,
        reason.seconds,
      );
    case 'vault-no-namespace':
      return l10n.t(
        '{0} at {1} has no namespace {2}: correct the configuration.',
        reason.backend,
        reason.endpoint,
        reason.namespace,
      );
    case 'vault-list-refused':
      return l10n.t(
        '{0} at {1} refused the list: the token may have expired, or may not “list” {2}, or there is no such engine; sign in anew, or ask for that right.',
        reason.backend,
        reason.endpoint,
        reason.path,
      );
    case 'vault-question-refused':
      return l10n.t(
        '{0} at {1} refused the question: the token may have expired, or may not “read” {2}; sign in anew, or ask for that right.',
        reason.backend,
        reason.endpoint,
        reason.path,
      );
    case 'vault-login-refused':
      return l10n.t(
        '{0} at {1} refused the login at {2}: check the path of the login and its credential, or sign in with a token.',
        reason.backend,
        reason.endpoint,
        reason.path,
      );
    case 'vault-no-engine':
      return l10n.t(
        '{0} at {1} has no engine {2}: correct root-engine in the configuration.',
        reason.backend,
        reason.endpoint,
        reason.engine,
      );
    case 'vault-other-engine':
      return l10n.t(
        '{0} at {1} has no engine {2}, but {3}: name that as root-engine, and the rest as secret-path-prefix.',
        reason.backend,
        reason.endpoint,
        reason.engine,
        reason.actual,
      );
    case 'vault-not-of-version':
      return l10n.t(
        '{0} at {1}: {2} is no key/value engine of version {3}: correct engine-version or root-engine.',
        reason.backend,
        reason.endpoint,
        reason.engine,
        reason.version,
      );
    case 'vault-other-version':
      return l10n.t(
        '{0} at {1}: {2} is a key/value engine of version {3}, not {4}: set engine-version to {3}.',
        reason.backend,
        reason.endpoint,
        reason.engine,
        reason.actual,
        reason.version,
      );
    case 'vault-not-key-value':
      return l10n.t(
        '{0} at {1}: {2} is an engine of type {3} and holds no secrets of Kestra: correct root-engine.',
        reason.backend,
        reason.endpoint,
        reason.engine,
        reason.type,
      );
    case 'vault-strange-answer':
      return l10n.t(
        '{0} at {1} did not answer as a Vault does (status {2}): check the address in the configuration.',
        reason.backend,
        reason.endpoint,
        reason.status,
      );
    case 'vault-request-not-allowed':
      return l10n.t(
        '{0}: a request that might read more than names was not sent; please report this.',
        reason.backend,
      );
    case 'vault-credential-empty':
      return l10n.t('{0}: the credential is empty: sign in, or correct the configuration.', reason.backend);
    case 'vault-token-not-sendable':
      return l10n.t('{0}: the token holds characters that no token has: enter it anew.', reason.backend);
    case 'vault-login-path-unusable':
      return l10n.t('{0}: the path of the login cannot be meant: correct the configuration.', reason.backend);
    case 'vault-engine-version-invalid':
      return l10n.t(
        '{0}: engine-version must be 1 or 2, not {1}: correct the configuration.',
        reason.backend,
        reason.version,
      );
    case 'vault-root-engine-empty':
      return l10n.t('{0}: root-engine is empty: name the engine that holds the secrets.', reason.backend);
    case 'vault-value-not-known':
      return l10n.t(
        '{0}: the value of {1} is not known here, so nothing was sent: write it down, or fill its variable in a file of the folder.',
        reason.backend,
        reason.key,
      );
    case 'vault-path-leads-elsewhere':
      return l10n.t(
        '{0}: {1} holds a “.” or “..” between slashes, which may lead elsewhere: correct the configuration.',
        reason.backend,
        reason.key,
      );
    case 'vault-namespace-not-sendable':
      return l10n.t(
        '{0}: namespace holds a character that cannot be sent: correct the configuration.',
        reason.backend,
      );
    case 'vault-address-invalid':
      return l10n.t(
        '{0}: the address must be http or https, a host, and no user or query in it: correct the configuration.',
        reason.backend,
      );
    case 'name-leads-elsewhere':
      return l10n.t(
        '{0} was not asked for “{1}”: a part of that name is empty or made of dots, and may lead elsewhere; use another name.',
        reason.backend,
        reason.name,
      );
  }
}
