import { failedName } from './backends.ts';
import * as l10n from '@vscode/l10n';
import type { GoogleReason } from '../../ports/failure-reasons/google.ts';
import type { NextWords } from './next.ts';

/** What Google answered, or why it is not asked. */
export function googleMessage(reason: GoogleReason, words: NextWords): string {
  switch (reason.kind) {
    case 'google-quota-project':
      return l10n.t(
        '{0}: Google counts the requests of this login for a project that it may not use, or for none: ask for the role Service Usage Consumer on {1}, then run “gcloud auth application-default set-quota-project {1}” in a terminal.',
        failedName(reason.backend),
        reason.project,
      );
    case 'google-api-disabled':
      return l10n.t(
        '{0}: the Secret Manager API is not enabled for the project {1}: enable it, or correct project.',
        failedName(reason.backend),
        reason.project,
      );
    case 'google-credential-refused':
      return l10n.t(
        '{0} at {1} did not accept the credential: make a new key of the service account, or run “gcloud auth application-default login” in a terminal.',
        failedName(reason.backend),
        reason.endpoint,
      );
    case 'google-no-project':
      return l10n.t(
        '{0}: Google knows no project {1}: correct project.',
        failedName(reason.backend),
        reason.project,
      );
    case 'google-list-refused':
      return l10n.t(
        '{0} refused the list of the project {1}: ask for the role Secret Manager Viewer (secretmanager.secrets.list) on it, or correct project.',
        failedName(reason.backend),
        reason.project,
      );
    case 'google-secret-refused':
      return l10n.t(
        '{0} refused a question about a secret of the project {1}: ask for the role Secret Manager Viewer (secretmanager.secrets.get) on it.',
        failedName(reason.backend),
        reason.project,
      );
    case 'google-value-refused':
      return l10n.t(
        '{0} refused the read of the value: ask for the role Secret Manager Secret Accessor (secretmanager.versions.access) on that secret of the project {1}.',
        failedName(reason.backend),
        reason.project,
      );
    case 'google-strange-answer':
      return l10n.t(
        '{0} at {1} did not answer as Google does (status {2}): check the network, or {3}.',
        failedName(reason.backend),
        reason.endpoint,
        reason.status,
        words({ kind: 'connect-differently' }),
      );
    case 'google-address-invalid':
      return l10n.t(
        '{0}: the address of Google’s Secret Manager begins with https:// and holds no user or query: {1}.',
        failedName(reason.backend),
        words({ kind: 'connect-differently' }),
      );
    case 'google-impersonation-refused':
      return l10n.t(
        '{0}: this login may not act as {1}: ask for the role Service Account Token Creator on it.',
        failedName(reason.backend),
        reason.account,
      );
    case 'google-login-expired':
      return l10n.t(
        '{0}: the login has expired or was withdrawn, says Google: {1}.',
        failedName(reason.backend),
        words({ kind: 'sign-in', way: 'google' }),
      );
    case 'google-login-refused':
      return l10n.t(
        '{0}: Google refused the login ({1}): {2}.',
        failedName(reason.backend),
        reason.code,
        words({ kind: 'sign-in', way: 'google' }),
      );
    case 'google-key-damaged':
      return l10n.t(
        '{0} was not contacted, because the private key of its service account is damaged: make a new key.',
        failedName(reason.backend),
      );
    case 'google-login-elsewhere':
      return l10n.t(
        '{0} was not contacted, because the login that was found goes to Google’s own address alone, and not to {1}: set GOOGLE_APPLICATION_CREDENTIALS to the file of a service account’s key.',
        failedName(reason.backend),
        reason.origin,
      );
    case 'google-no-credential':
      return l10n.t(
        '{0} was not contacted, because no credential for it was found, and the identity of a machine of Google’s serves there alone: {1}, or set GOOGLE_APPLICATION_CREDENTIALS to the file of a service account’s key.',
        failedName(reason.backend),
        words({ kind: 'sign-in', way: 'google' }),
      );
    case 'google-project-not-known':
      return l10n.t(
        '{0} was not contacted, because its project is no id of a project of Google’s, or not known here: write it out, or add it to .env.',
        failedName(reason.backend),
      );
    case 'google-project-missing':
      return l10n.t(
        '{0} was not contacted, because its configuration names no project: add one.',
        failedName(reason.backend),
      );
    case 'google-key-not-json':
      return l10n.t(
        '{0} was not contacted, because its service-account is not the key of a service account in JSON: paste the whole file that Google made.',
        failedName(reason.backend),
      );
    case 'google-key-external':
      return l10n.t(
        '{0} was not contacted, because its service-account takes tokens from other addresses or programs: use the key of a service account.',
        failedName(reason.backend),
      );
    case 'google-key-foreign':
      return l10n.t(
        '{0} was not contacted, because its service-account takes tokens from another address than Google’s: use a key as Google made it.',
        failedName(reason.backend),
      );
    case 'google-variables-file-refused':
      return l10n.t(
        '{0} was not contacted, because the file that {1} names is not there, or holds no credential of Google’s: correct that variable, or unset it and run “gcloud auth application-default login”.',
        failedName(reason.backend),
        reason.variable,
      );
    case 'google-file-refused':
      return l10n.t(
        '{0} was not contacted, because {1} is not there, or holds no credential of Google’s: {2}.',
        failedName(reason.backend),
        reason.file,
        words({ kind: 'sign-in', way: 'google' }),
      );
    case 'google-file-external':
      return l10n.t(
        '{0} was not contacted, because {1} takes tokens from other addresses or programs, which are not used here: {2}.',
        failedName(reason.backend),
        reason.file,
        words({ kind: 'sign-in', way: 'google' }),
      );
  }
}
