import * as l10n from '@vscode/l10n';
import type { Failure } from '../../ports/failure.ts';

/** Kestra's page gives no name of a vault; without one there is nowhere to ask. */
export function noVault(backend: string): Failure {
  return misconfiguration(
    l10n.t(
      '{0} was not asked, because its configuration names no vault: add vault-name or key-vault-uri.',
      backend,
    ),
  );
}

/** `variables` empty: the name is a template, stands elsewhere, or is no vault's name. */
export function vaultNameRefused(backend: string, variables: readonly string[]): Failure {
  return misconfiguration(
    variables.length === 0
      ? l10n.t(
          '{0} was not asked, because its vault-name is not the name of a key vault (3 to 24 letters, digits and hyphens): correct it.',
          backend,
        )
      : l10n.t(
          '{0} was not asked, because no file of this folder gives {1} for its vault-name: add it to .env.',
          backend,
          variables.join(', '),
        ),
  );
}

/** `key`: of the login, such as `client-secret.tenant-id`. */
export function azureKeyRefused(backend: string, key: string): Failure {
  return misconfiguration(
    l10n.t(
      '{0} was not asked, because {1} is missing, or not known here: write it out, or add it to .env.',
      backend,
      key,
    ),
  );
}

export function authorityRefused(backend: string): Failure {
  return misconfiguration(
    l10n.t(
      '{0} was not asked, because AZURE_AUTHORITY_HOST is not an address such as https://login.microsoftonline.com: correct it.',
      backend,
    ),
  );
}

/** The identity of a pod, and this is none. */
export function notInAPod(backend: string): Failure {
  return {
    kind: 'signed-out',
    message: l10n.t(
      '{0} was not asked, because its workload identity exists in pods of AKS only: sign in with a Microsoft account (in a terminal: “az login”).',
      backend,
    ),
    nextSteps: [{ kind: 'sign-in' }],
  };
}

function misconfiguration(message: string): Failure {
  return {
    kind: 'misconfigured',
    message,
    nextSteps: [{ kind: 'open-configuration' }, { kind: 'connect-differently' }],
  };
}
