import { failedName } from './backends.ts';
import * as l10n from '@vscode/l10n';
import type { AddressFault, BackendReason } from '../../ports/failure-reasons/backend.ts';
import type { NextWords } from './next.ts';

/** What is said of any backend without a place. */
export function backendMessage(reason: BackendReason, words: NextWords): string {
  switch (reason.kind) {
    case 'unexpected-error':
      return l10n.t(
        '{0} could not be listed: an unexpected error occurred; the log says more.',
        failedName(reason.backend),
      );
    case 'questions-too-slow':
      return l10n.t(
        '{0} did not answer for every secret within {1} seconds; the rest was left out.',
        failedName(reason.backend),
        reason.seconds,
      );
    case 'folder-not-trusted':
      return l10n.t(
        '{0} was not contacted, because this folder is not trusted: trust it first.',
        failedName(reason.backend),
      );
    case 'address-missing':
      return l10n.t(
        '{0} was not contacted, because its configuration names no address: add one.',
        failedName(reason.backend),
      );
    case 'address-not-known':
      return l10n.t(
        '{0} was not contacted, because its address is not known here: write it out, or {1}.',
        failedName(reason.backend),
        words({ kind: 'connect-differently' }),
      );
    case 'address-variables-not-set':
      return l10n.t(
        '{0} was not contacted, because no file of this folder gives {1} for its address: add it to .env, or {2}.',
        failedName(reason.backend),
        reason.variables.join(', '),
        words({ kind: 'connect-differently' }),
      );
    case 'address-refused':
      return l10n.t(
        '{0} was not contacted, because its address {1}: correct it.',
        failedName(reason.backend),
        addressFaultClause(reason.fault),
      );
    case 'login-path-refused':
      return l10n.t(
        '{0} was not contacted, because the path of its login cannot be used: correct it.',
        failedName(reason.backend),
      );
    case 'login-path-variables-not-set':
      return l10n.t(
        '{0} was not contacted, because no file of this folder gives {1} for the path of its login: add it to .env.',
        failedName(reason.backend),
        reason.variables.join(', '),
      );
    case 'login-user-refused':
      return l10n.t(
        '{0} was not contacted, because the user of its login cannot be used: correct it.',
        failedName(reason.backend),
      );
    case 'login-user-variables-not-set':
      return l10n.t(
        '{0} was not contacted, because no file of this folder gives {1} for the user of its login: add it to .env.',
        failedName(reason.backend),
        reason.variables.join(', '),
      );
    case 'credential-not-sendable':
      return l10n.t(
        '{0} was not contacted, because its credential holds white space or a character that cannot be sent: correct it.',
        failedName(reason.backend),
      );
    case 'secret-fills-no-address':
      return l10n.t(
        '{0} was not contacted, because {1} holds a secret, and no part of an address, a path or a name may come from it: write that out.',
        failedName(reason.backend),
        reason.variables.join(', '),
      );
    case 'no-credential':
      return l10n.t(
        '{0} was not contacted, because no credential for it was found: {1}.',
        failedName(reason.backend),
        words({ kind: 'sign-in', way: 'any' }),
      );
    case 'credential-variables-not-set':
      return l10n.t(
        '{0} was not contacted, because nothing sets {1} here: {2}.',
        failedName(reason.backend),
        reason.variables.join(', '),
        words({ kind: 'sign-in', way: 'any' }),
      );
    case 'kubernetes-login':
      return l10n.t(
        '{0} was not contacted, because only a pod of the cluster can use its Kubernetes login: {1}, with an address and a login that work from here, or {2}.',
        failedName(reason.backend),
        words({ kind: 'connect-differently' }),
        words({ kind: 'sign-in', way: 'token' }),
      );
    case 'key-missing-or-not-known':
      return l10n.t(
        '{0} was not contacted, because {1} is missing, or not known here: write it out, or add it to .env.',
        failedName(reason.backend),
        reason.key,
      );
    case 'configuration-broken':
      return l10n.t(
        '{0} was not contacted, because {1} is not valid YAML: correct it first.',
        failedName(reason.backend),
        reason.files.join(', '),
      );
    case 'name-leads-elsewhere':
      return l10n.t(
        '“{1}” was not looked up in {0}: a part of that name is empty or made of dots, and may lead elsewhere; use another name.',
        failedName(reason.backend),
        reason.name,
      );
  }
}

/** What keeps a text from being an address, as the end of a sentence. `example`: one that could be meant. */
export function addressFaultClause(fault: AddressFault, example = 'https://vault.example.com:8200'): string {
  switch (fault) {
    case 'not-a-url':
      return l10n.t('is not a URL such as {0}', example);
    case 'scheme':
      return l10n.t('begins with neither https:// nor http://');
    case 'userinfo':
      return l10n.t('holds a user name or a password');
    case 'query':
      return l10n.t('holds a "?" or a "#"');
    case 'api-path':
      return l10n.t('goes on into "/v1": name the server alone');
  }
}
