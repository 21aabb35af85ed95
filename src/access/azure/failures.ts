import type { NamedBackend } from '../../ports/backend.ts';
import type { Failure } from '../../ports/failure.ts';
import type { FailureReason } from '../../ports/failure-reason.ts';

/** Kestra's page gives no name of a vault; without one there is nowhere to ask. */
export function noVault(backend: NamedBackend): Failure {
  return misconfiguration({ kind: 'azure-vault-missing', backend });
}

/** `variables` empty: the name is a template, stands elsewhere, or is no vault's name. */
export function vaultNameRefused(backend: NamedBackend, variables: readonly string[]): Failure {
  return misconfiguration(
    variables.length === 0
      ? { kind: 'azure-vault-name-invalid', backend }
      : { kind: 'azure-vault-variables-not-set', backend, variables },
  );
}

/** `key`: of the login, such as `client-secret.tenant-id`. */
export function azureKeyRefused(backend: NamedBackend, key: string): Failure {
  return misconfiguration({ kind: 'key-missing-or-not-known', backend, key });
}

export function authorityRefused(backend: NamedBackend): Failure {
  return misconfiguration({ kind: 'azure-authority-invalid', backend });
}

/** The identity of a pod, and this is none. */
export function notInAPod(backend: NamedBackend): Failure {
  return {
    kind: 'signed-out',
    message: { kind: 'azure-workload-identity-in-pods', backend },
    nextSteps: [{ kind: 'sign-in' }],
  };
}

function misconfiguration(message: FailureReason): Failure {
  return {
    kind: 'misconfigured',
    message,
    nextSteps: [{ kind: 'open-configuration' }, { kind: 'connect-differently' }],
  };
}
