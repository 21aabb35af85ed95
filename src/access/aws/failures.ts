import * as l10n from '@vscode/l10n';
import type { Failure } from '../../ports/failure.ts';

export function noRegion(backend: string): Failure {
  return misconfiguration(
    l10n.t(
      '{0} was not asked, because its configuration names no region: add region, or set AWS_REGION.',
      backend,
    ),
  );
}

/** `variables` empty: the region is a template, stands elsewhere, or is no region's name. */
export function regionRefused(backend: string, variables: readonly string[]): Failure {
  return misconfiguration(
    variables.length === 0
      ? l10n.t(
          '{0} was not asked, because its region is not the name of a region such as eu-west-1: correct it.',
          backend,
        )
      : l10n.t(
          '{0} was not asked, because no file of this folder gives {1} for its region: add it to .env.',
          backend,
          variables.join(', '),
        ),
  );
}

/** `key`: of the role, such as `sts-role-arn`. */
export function roleRefused(backend: string, key: string): Failure {
  return misconfiguration(
    l10n.t(
      '{0} was not asked, because {1} is not known here, so its role cannot be taken: write it out, or add it to .env.',
      backend,
      key,
    ),
  );
}

export function noSuchProfile(backend: string, profile: string): Failure {
  return {
    kind: 'signed-out',
    message: l10n.t(
      '{0} was not asked, because ~/.aws has no profile {1}: choose another, or create it with “aws configure --profile {1}”.',
      backend,
      profile,
    ),
    nextSteps: [{ kind: 'sign-in' }],
  };
}

export function serverOnlyProfile(backend: string, profile: string): Failure {
  return {
    kind: 'signed-out',
    message: l10n.t(
      '{0} was not asked, because the profile {1} takes its credentials from the metadata service of a container or an instance, which is never asked from here: choose another profile.',
      backend,
      profile,
    ),
    nextSteps: [{ kind: 'sign-in' }],
  };
}

function misconfiguration(message: string): Failure {
  return { kind: 'misconfigured', message, nextSteps: [{ kind: 'open-configuration' }] };
}
