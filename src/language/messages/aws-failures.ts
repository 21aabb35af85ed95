import { failedName } from './backends.ts';
import * as l10n from '@vscode/l10n';
import type { AwsReason } from '../../ports/failure-reasons/aws.ts';
import type { NextWords } from './next.ts';

/** What AWS answered, or why it is not asked. */
export function awsMessage(reason: AwsReason, words: NextWords): string {
  switch (reason.kind) {
    case 'aws-key-refused':
      return l10n.t(
        '{0} at {1} does not know the access key, or not its secret: correct access-key-id and secret-key-id, or choose a profile.',
        failedName(reason.backend),
        reason.endpoint,
      );
    case 'aws-profile-key-refused':
      return l10n.t(
        '{0} at {1} does not know the access key of the profile {2}, or not its secret: correct it with “aws configure --profile {2}”, or choose another profile.',
        failedName(reason.backend),
        reason.endpoint,
        reason.profile,
      );
    case 'aws-session-expired':
      return l10n.t(
        '{0} at {1} says that the session has expired: renew the keys together with their session token.',
        failedName(reason.backend),
        reason.endpoint,
      );
    case 'aws-profile-session-expired':
      return l10n.t(
        '{0} at {1} says that the session of the profile {2} has expired: run “aws sso login --profile {2}”, then refresh.',
        failedName(reason.backend),
        reason.endpoint,
        reason.profile,
      );
    case 'aws-clock-wrong':
      return l10n.t(
        '{0} at {1} refused the request, because this machine’s clock is wrong: set it, then try again.',
        failedName(reason.backend),
        reason.endpoint,
      );
    case 'aws-strange-answer':
      return l10n.t(
        '{0} at {1} did not answer as {2} does ({3}): check the region and the address, then try again.',
        failedName(reason.backend),
        reason.endpoint,
        reason.service,
        reason.code,
      );
    case 'aws-role-refused':
      return l10n.t(
        '{0}: the role was refused: ask for the permission sts:AssumeRole on {1}, or for its trust policy to let you in.',
        failedName(reason.backend),
        reason.role,
      );
    case 'aws-permission-missing':
      return l10n.t(
        '{0} at {1} refused the request: ask for the permission {2} on {3}.',
        failedName(reason.backend),
        reason.endpoint,
        reason.permission,
        reason.resource,
      );
    case 'aws-profile-wants-code':
      return l10n.t(
        '{0} was not contacted, because the profile {1} wants a code of a second factor: choose a profile that has a session already.',
        failedName(reason.backend),
        reason.profile,
      );
    case 'aws-profile-session-over':
      return l10n.t(
        '{0} was not contacted, because the session of the profile {1} is over: run “aws sso login --profile {1}”, then refresh.',
        failedName(reason.backend),
        reason.profile,
      );
    case 'aws-profile-gave-nothing':
      return l10n.t(
        '{0} was not contacted, because the profile {1} gave no credential: check it with “aws sts get-caller-identity --profile {1}”, or choose another.',
        failedName(reason.backend),
        reason.profile,
      );
    case 'aws-no-answer-with-profile':
      return l10n.t(
        '{0} at {1} did not answer within {2} seconds, the credentials of the profile {3} included: check both, then try again.',
        failedName(reason.backend),
        reason.endpoint,
        reason.seconds,
        reason.profile,
      );
    case 'aws-no-credential':
      return l10n.t(
        '{0} was not contacted, because no credential for it was found, and the identity of a pod or an instance (IRSA, pod identity, instance metadata) serves on the server alone: {1}.',
        failedName(reason.backend),
        words({ kind: 'sign-in', way: 'aws' }),
      );
    case 'aws-region-missing':
      return l10n.t(
        '{0} was not contacted, because its configuration names no region: add region, or set AWS_REGION.',
        failedName(reason.backend),
      );
    case 'aws-region-invalid':
      return l10n.t(
        '{0} was not contacted, because its region is not the name of a region such as eu-west-1: correct it.',
        failedName(reason.backend),
      );
    case 'aws-region-variables-not-set':
      return l10n.t(
        '{0} was not contacted, because no file of this folder gives {1} for its region: add it to .env.',
        failedName(reason.backend),
        reason.variables.join(', '),
      );
    case 'aws-role-key-not-known':
      return l10n.t(
        '{0} was not contacted, because {1} is not known here, so its role cannot be taken: write it out, or add it to .env.',
        failedName(reason.backend),
        reason.key,
      );
    case 'aws-no-profile':
      return l10n.t(
        '{0} was not contacted, because ~/.aws has no profile {1}: choose another, or create it with “aws configure --profile {1}”.',
        failedName(reason.backend),
        reason.profile,
      );
    case 'aws-profile-of-server':
      return l10n.t(
        '{0} was not contacted, because the profile {1} takes its credentials from the metadata service of a container or an instance, which is not used from here: choose another profile.',
        failedName(reason.backend),
        reason.profile,
      );
  }
}
