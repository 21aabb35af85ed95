import { failedName } from './backends.ts';
import * as l10n from '@vscode/l10n';
import type { VaultReason } from '../../ports/failure-reasons/vault.ts';
import type { NextWords } from './next.ts';

/** What a Vault answered, or why one is not asked. */
export function vaultMessage(reason: VaultReason, words: NextWords): string {
  switch (reason.kind) {
    case 'vault-sealed':
      return l10n.t(
        '{0} at {1} is sealed and answers nobody: ask whoever runs it to unseal it, then try again.',
        failedName(reason.backend),
        reason.endpoint,
      );
    case 'vault-no-namespace':
      return l10n.t(
        '{0} at {1} has no namespace {2}: correct the configuration.',
        failedName(reason.backend),
        reason.endpoint,
        reason.namespace,
      );
    case 'vault-list-refused':
      return l10n.t(
        '{0} at {1} refused the list: the token may have expired, or may not “list” {2}, or there is no such engine; {3}, or ask for that right.',
        failedName(reason.backend),
        reason.endpoint,
        reason.path,
        words({ kind: 'sign-in', way: 'anew' }),
      );
    case 'vault-question-refused':
      return l10n.t(
        '{0} at {1} refused the question: the token may have expired, or may not “read” {2}; {3}, or ask for that right.',
        failedName(reason.backend),
        reason.endpoint,
        reason.path,
        words({ kind: 'sign-in', way: 'anew' }),
      );
    case 'vault-login-refused':
      return l10n.t(
        '{0} at {1} refused the login at {2}: check the path of the login and its credential, or {3}.',
        failedName(reason.backend),
        reason.endpoint,
        reason.path,
        words({ kind: 'sign-in', way: 'token' }),
      );
    case 'vault-no-engine':
      return l10n.t(
        '{0} at {1} has no engine {2}: correct root-engine in the configuration.',
        failedName(reason.backend),
        reason.endpoint,
        reason.engine,
      );
    case 'vault-other-engine':
      return l10n.t(
        '{0} at {1} has no engine {2}, but {3}: name that as root-engine, and the rest as secret-path-prefix.',
        failedName(reason.backend),
        reason.endpoint,
        reason.engine,
        reason.actual,
      );
    case 'vault-not-of-version':
      return l10n.t(
        '{0} at {1}: {2} is no key/value engine of version {3}: correct engine-version or root-engine.',
        failedName(reason.backend),
        reason.endpoint,
        reason.engine,
        reason.version,
      );
    case 'vault-other-version':
      return l10n.t(
        '{0} at {1}: {2} is a key/value engine of version {3}, not {4}: set engine-version to {3}.',
        failedName(reason.backend),
        reason.endpoint,
        reason.engine,
        reason.actual,
        reason.version,
      );
    case 'vault-not-key-value':
      return l10n.t(
        '{0} at {1}: {2} is an engine of type {3} and holds no secrets of Kestra: correct root-engine.',
        failedName(reason.backend),
        reason.endpoint,
        reason.engine,
        reason.type,
      );
    case 'vault-strange-answer':
      return l10n.t(
        '{0} at {1} did not answer as a Vault does (status {2}): check the address in the configuration.',
        failedName(reason.backend),
        reason.endpoint,
        reason.status,
      );
    case 'vault-request-not-allowed':
      return l10n.t(
        '{0}: a request that might read more than names was not sent; please report this.',
        failedName(reason.backend),
      );
    case 'vault-credential-empty':
      return l10n.t(
        '{0}: the credential is empty: {1}, or correct the configuration.',
        failedName(reason.backend),
        words({ kind: 'sign-in', way: 'any' }),
      );
    case 'vault-token-not-sendable':
      return l10n.t(
        '{0}: the token holds characters that no token has: enter it anew.',
        failedName(reason.backend),
      );
    case 'vault-login-path-unusable':
      return l10n.t(
        '{0}: the path of the login is not usable: correct the configuration.',
        failedName(reason.backend),
      );
    case 'vault-engine-version-invalid':
      return l10n.t(
        '{0}: engine-version must be 1 or 2, not {1}: correct the configuration.',
        failedName(reason.backend),
        reason.version,
      );
    case 'vault-root-engine-empty':
      return l10n.t(
        '{0}: root-engine is empty: name the engine that holds the secrets.',
        failedName(reason.backend),
      );
    case 'vault-value-not-known':
      return l10n.t(
        '{0}: the value of {1} is not known here, so nothing was sent: write it down, or fill its variable in a file of the folder.',
        failedName(reason.backend),
        reason.key,
      );
    case 'vault-path-leads-elsewhere':
      return l10n.t(
        '{0}: {1} holds a “.” or “..” between slashes, which may lead elsewhere: correct the configuration.',
        failedName(reason.backend),
        reason.key,
      );
    case 'vault-namespace-not-sendable':
      return l10n.t(
        '{0}: namespace holds a character that cannot be sent: correct the configuration.',
        failedName(reason.backend),
      );
    case 'vault-address-invalid':
      return l10n.t(
        '{0}: the address must be http or https, a host, and no user or query in it: correct the configuration.',
        failedName(reason.backend),
      );
    case 'vault-absence-not-confirmed':
      return l10n.t(
        '{0}: cannot tell whether the secret exists, since {0} lists nothing and does not show this token whether {1} is an engine of that version; ask for the right to “list” it.',
        failedName(reason.backend),
        reason.engine,
      );
  }
}
