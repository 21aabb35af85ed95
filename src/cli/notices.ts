import { variablesToName } from '../access/index.ts';
import type { BackendSnapshot } from '../catalog/types.ts';
import { backendName } from '../managers/name.ts';
import type { Failure, NextStep } from '../ports/failure.ts';
import { brokenAnswers } from './exit-code.ts';
import type { Outcome } from './outcome.ts';

/** What is told on standard error: each backend that gave no answer, why, and which flag would help. */
export function notices(outcome: Outcome): string[] {
  return [
    ...outcome.snapshot.backends.flatMap(notAsked),
    ...brokenAnswers(outcome).map((failure) => withHelp(failure, null)),
  ];
}

function notAsked(backend: BackendSnapshot): string[] {
  if (backend.state === 'offline')
    return [`${backendName(backend)} was not asked, because --offline uses no network.`];
  if (backend.state === 'unsupported')
    return [`${backendName(backend)} was not asked, because it is not supported here.`];
  if (backend.state !== 'blocked' || backend.failure === null) return [];
  return [withHelp(backend.failure, backend)];
}

function withHelp(failure: Failure, backend: BackendSnapshot | null): string {
  const flags = [...new Set(failure.nextSteps.flatMap((step) => flagsFor(step, failure, backend)))];
  return flags.length === 0 ? failure.message : `${failure.message} (${flags.join('; ')})`;
}

/** The editor's commands as flags. */
function flagsFor(step: NextStep, failure: Failure, backend: BackendSnapshot | null): string[] {
  switch (step.kind) {
    case 'approve': {
      const { approval } = step;
      const named = variablesToName(approval).map((name) => `--allow-variable ${name}`);
      return [[`--allow-endpoint ${approval.endpoint}`, ...named].join(' ')];
    }
    case 'connect-differently':
      return failure.kind === 'not-approved' ? [] : [`--address ${backend?.id ?? 'BACKEND'}=URL`];
    case 'sign-in':
      return failure.kind === 'signed-out' ? credentialFor(backend?.type) : [];
    case 'open-configuration':
    case 'trust-folder':
    case 'retry':
      return [];
  }
}

/** What of the environment gives a credential; the others' failures say it themselves. */
function credentialFor(type: string | undefined): string[] {
  if (type === 'vault') return ['set VAULT_TOKEN, and VAULT_ADDR to its address'];
  if (type === 'aws-secret-manager') {
    return ['set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY'];
  }
  return [];
}
