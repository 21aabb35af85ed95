import { failedName } from './backends.ts';
import * as l10n from '@vscode/l10n';
import type { KestraReason } from '../../ports/failure-reasons/kestra.ts';
import type { NextWords } from './next.ts';

/** What a running Kestra answered, or why it is not asked. */
export function kestraMessage(reason: KestraReason, words: NextWords): string {
  switch (reason.kind) {
    case 'kestra-login-refused':
      return refusedLogin(reason, words);
    case 'kestra-not-allowed':
      return l10n.t(
        '{0} at {1} shows this login no secret of tenant {2}: ask for the permission SECRET with READ, or VIEW and LIST from 2.0 on.',
        failedName(reason.backend),
        reason.endpoint,
        reason.tenant,
      );
    case 'kestra-web-page':
      return l10n.t(
        '{0} at {1} answered with a web page, as one behind a single sign-on does: give an address at which its API answers, or an API token.',
        failedName(reason.backend),
        reason.endpoint,
      );
    case 'kestra-leads-elsewhere':
      return l10n.t(
        '{0} at {1} sends its callers to another address, which is not followed: connect to that address, or, where it is that of a single sign-on, to one at which its API answers.',
        failedName(reason.backend),
        reason.endpoint,
      );
    case 'kestra-not-there':
      return l10n.t(
        '{0} at {1} has no list of the secrets of tenant {2}: check address and tenant; Kestra has that list from 0.22 on.',
        failedName(reason.backend),
        reason.endpoint,
        reason.tenant,
      );
    case 'kestra-strange-answer':
      return l10n.t(
        '{0} at {1} did not answer as Kestra does (status {2}): check the address.',
        failedName(reason.backend),
        reason.endpoint,
        reason.status,
      );
    case 'kestra-plain-http':
      return l10n.t(
        '{0} was not contacted, because the login would go unencrypted to {1}: use an address with https.',
        failedName(reason.backend),
        reason.origin,
      );
    case 'kestra-tenant-invalid':
      return l10n.t(
        '{0} was not contacted, because its tenant is not the name of one: letters, digits, hyphens and underscores.',
        failedName(reason.backend),
      );
    case 'kestra-address-invalid':
      return l10n.t(
        '{0} was not contacted, because its address cannot be used: one begins with http:// or https:// and holds no user or query.',
        failedName(reason.backend),
      );
    case 'kestra-login-unusable':
      return l10n.t(
        '{0} was not contacted, because its login holds characters that cannot be sent: {1}.',
        failedName(reason.backend),
        words({ kind: 'sign-in', way: 'anew' }),
      );
  }
}

function refusedLogin(
  { backend, endpoint, login }: Extract<KestraReason, { readonly kind: 'kestra-login-refused' }>,
  words: NextWords,
): string {
  const kestra = failedName(backend);
  switch (login) {
    case 'none':
      return l10n.t(
        '{0} at {1} wants a login, which is an API token or a user and a password: {2}.',
        kestra,
        endpoint,
        words({ kind: 'sign-in', way: 'any' }),
      );
    case 'token':
      return l10n.t(
        '{0} at {1} did not accept the API token, and open source takes a user and a password alone: {2}.',
        kestra,
        endpoint,
        words({ kind: 'sign-in', way: 'anew' }),
      );
    case 'basic':
      return l10n.t(
        '{0} at {1} did not accept the user and the password: {2}.',
        kestra,
        endpoint,
        words({ kind: 'sign-in', way: 'anew' }),
      );
  }
}
