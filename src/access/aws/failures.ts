import type { NamedBackend } from '../../ports/backend.ts';
import type { Failure } from '../../ports/failure.ts';
import type { FailureReason } from '../../ports/failure-reason.ts';

export function noRegion(backend: NamedBackend): Failure {
  return misconfiguration({ kind: 'aws-region-missing', backend });
}

/** `variables` empty: the region is a template, stands elsewhere, or is no region's name. */
export function regionRefused(backend: NamedBackend, variables: readonly string[]): Failure {
  return misconfiguration(
    variables.length === 0
      ? { kind: 'aws-region-invalid', backend }
      : { kind: 'aws-region-variables-not-set', backend, variables },
  );
}

/** `key`: of the role, such as `sts-role-arn`. */
export function roleRefused(backend: NamedBackend, key: string): Failure {
  return misconfiguration({ kind: 'aws-role-key-not-known', backend, key });
}

export function noSuchProfile(backend: NamedBackend, profile: string): Failure {
  return {
    kind: 'signed-out',
    message: { kind: 'aws-no-profile', backend, profile },
    nextSteps: [{ kind: 'sign-in' }],
  };
}

export function serverOnlyProfile(backend: NamedBackend, profile: string): Failure {
  return {
    kind: 'signed-out',
    message: { kind: 'aws-profile-of-server', backend, profile },
    nextSteps: [{ kind: 'sign-in' }],
  };
}

function misconfiguration(message: FailureReason): Failure {
  return { kind: 'misconfigured', message, nextSteps: [{ kind: 'open-configuration' }] };
}
