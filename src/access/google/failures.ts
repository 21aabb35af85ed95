import type { NamedBackend } from '../../ports/backend.ts';
import type { Failure, NextStep } from '../../ports/failure.ts';
import type { FailureReason } from '../../ports/failure-reason.ts';
import type { CredentialFault } from './credentials.ts';

const signIn: NextStep = { kind: 'sign-in' };
const openConfiguration: NextStep = { kind: 'open-configuration' };

/** `isSet`: it stands there, and is no project, or not known here. */
export function noProject(backend: NamedBackend, isSet: boolean): Failure {
  return {
    kind: 'misconfigured',
    message: isSet
      ? { kind: 'google-project-not-known', backend }
      : { kind: 'google-project-missing', backend },
    nextSteps: [openConfiguration],
  };
}

/** What the configuration has for `service-account` is nothing that may be used. */
export function serviceAccountRefused(backend: NamedBackend, fault: CredentialFault): Failure {
  return { kind: 'misconfigured', message: accountReason(backend, fault), nextSteps: [openConfiguration] };
}

function accountReason(backend: NamedBackend, fault: CredentialFault): FailureReason {
  switch (fault) {
    case 'form':
      return { kind: 'google-key-not-json', backend };
    case 'external':
      return { kind: 'google-key-external', backend };
    case 'foreign':
      return { kind: 'google-key-foreign', backend };
  }
}

/** The file that a variable names holds nothing that is used here; while the variable is set, no login is looked for. */
export function variablesFileRefused(backend: NamedBackend, variable: string): Failure {
  return {
    kind: 'misconfigured',
    message: { kind: 'google-variables-file-refused', backend, variable },
    nextSteps: [signIn],
  };
}

/** A file of the user's own holds nothing that is used here. `name`: as it is shown. */
export function credentialsFileRefused(backend: NamedBackend, name: string, fault: CredentialFault): Failure {
  return {
    kind: 'misconfigured',
    message:
      fault === 'form'
        ? { kind: 'google-file-refused', backend, file: name }
        : { kind: 'google-file-external', backend, file: name },
    nextSteps: [signIn],
  };
}
