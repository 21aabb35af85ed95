import * as l10n from '@vscode/l10n';
import type { Failure, NextStep } from '../../ports/failure.ts';
import type { CredentialFault } from './credentials.ts';

const signIn: NextStep = { kind: 'sign-in' };
const openConfiguration: NextStep = { kind: 'open-configuration' };

/** `isSet`: it stands there, and is no project, or not known here. */
export function noProject(backend: string, isSet: boolean): Failure {
  return {
    kind: 'misconfigured',
    message: isSet
      ? l10n.t(
          '{0} was not asked, because its project is no id of a project of Google’s, or not known here: write it out, or add it to .env.',
          backend,
        )
      : l10n.t('{0} was not asked, because its configuration names no project: add one.', backend),
    nextSteps: [openConfiguration],
  };
}

/** What the configuration has for `service-account` is nothing that may be used. */
export function serviceAccountRefused(backend: string, fault: CredentialFault): Failure {
  return { kind: 'misconfigured', message: accountSentence(backend, fault), nextSteps: [openConfiguration] };
}

function accountSentence(backend: string, fault: CredentialFault): string {
  switch (fault) {
    case 'form':
      return l10n.t(
        '{0} was not asked, because its service-account is not the key of a service account in JSON: paste the whole file that Google made.',
        backend,
      );
    case 'external':
      return l10n.t(
        '{0} was not asked, because its service-account names other addresses or programs that would be asked for tokens: use the key of a service account.',
        backend,
      );
    case 'foreign':
      return l10n.t(
        '{0} was not asked, because its service-account wants its tokens from another address than Google’s: use a key as Google made it.',
        backend,
      );
  }
}

/** The file that a variable names holds nothing that is used here; while the variable is set, no login is looked for. */
export function variablesFileRefused(backend: string, variable: string): Failure {
  return {
    kind: 'misconfigured',
    message: l10n.t(
      '{0} was not asked, because the file that {1} names is not there, or holds no credential of Google’s: correct that variable, or unset it and run “gcloud auth application-default login”.',
      backend,
      variable,
    ),
    nextSteps: [signIn],
  };
}

/** A file of the user's own holds nothing that is used here. `name`: as it is shown. */
export function credentialsFileRefused(backend: string, name: string, fault: CredentialFault): Failure {
  return {
    kind: 'misconfigured',
    message:
      fault === 'form'
        ? l10n.t(
            '{0} was not asked, because {1} is not there, or holds no credential of Google’s: in a terminal, run “gcloud auth application-default login”.',
            backend,
            name,
          )
        : l10n.t(
            '{0} was not asked, because {1} names other addresses or programs that would be asked for tokens, which is not done here: in a terminal, run “gcloud auth application-default login”.',
            backend,
            name,
          ),
    nextSteps: [signIn],
  };
}
