import type { AwsRole } from '../../access/index.ts';
import { awsPermissions } from '../../managers/aws.ts';
import type { Failure, NextStep } from '../../ports/failure.ts';
import type { FailureReason } from '../../ports/failure-reason.ts';
import { gatewayFailed, leadsElsewhere, serverFailed, throttledFailure } from '../answer-failures.ts';
import { strikeOut } from '../strike-out.ts';
import { isDocumented, isRoleRefusal, errorKindOf, type AwsError } from './errors.ts';
import type { AwsSettings } from './settings.ts';

/** What was asked, for the sentence that says that it failed. */
export type AwsQuestion =
  { readonly what: 'list' | 'role' } | { readonly what: 'describe' | 'value'; readonly name: string };

const retry: NextStep = { kind: 'retry' };
const openConfiguration: NextStep = { kind: 'open-configuration' };
const signIn: NextStep = { kind: 'sign-in' };
const connectDifferently: NextStep = { kind: 'connect-differently' };

/** An AWS key ID in AWS's own words: whose it is need not stand in a log. */
const keyId = /\b(?:AKIA|ASIA)[A-Z0-9]{12,}\b/g;

/** What an error of AWS's means, for whoever asked. */
export function awsFailure(
  error: AwsError,
  asked: AwsQuestion,
  settings: AwsSettings,
  credentials: readonly string[],
): Failure {
  const said = strikeOut(loggableText(error), credentials);
  return {
    ...meaningOf(error, asked, settings),
    ...(error.status === 0 ? {} : { status: error.status }),
    ...(error.retryAfter === null ? {} : { retryAfter: error.retryAfter }),
    detail: `${settings.endpoint} ${asked.what}: ${String(error.status)} ${said}`.trim(),
  };
}

/**
 * What of an error the log may have. The words of any but AWS's own may be an excerpt of what was answered, or of what a
 * profile's program wrote, and their names whatever the server likes.
 */
function loggableText(error: AwsError): string {
  if (!isDocumented(error)) return '';
  if (errorKindOf(error) === 'no-credential') return error.name;
  // A refused signature is explained, on the lines below, by all that was signed: the session's token is among it.
  const [firstLine = ''] = error.message.split(/[\r\n]/, 1);
  return `${error.name} ${firstLine.replace(keyId, '•••')}`;
}

function meaningOf(error: AwsError, asked: AwsQuestion, settings: AwsSettings): Failure {
  const { backend, endpoint } = settings;
  switch (errorKindOf(error)) {
    case 'denied':
      return deniedFailure(error, asked, settings);
    case 'decryption':
      return deniedFailure({ ...error, message: awsPermissions.decrypt }, asked, settings);
    case 'key-refused':
      return {
        kind: 'denied',
        ofLogin: true,
        message: withProfile(settings, { kind: 'aws-key-refused', backend, endpoint }, (profile) => ({
          kind: 'aws-profile-key-refused',
          backend,
          endpoint,
          profile,
        })),
        nextSteps: [signIn, openConfiguration],
      };
    case 'expired':
      return {
        kind: 'denied',
        ofLogin: true,
        message: withProfile(settings, { kind: 'aws-session-expired', backend, endpoint }, (profile) => ({
          kind: 'aws-profile-session-expired',
          backend,
          endpoint,
          profile,
        })),
        nextSteps: [signIn, retry],
      };
    case 'clock':
      return {
        kind: 'denied',
        ofLogin: true,
        message: { kind: 'aws-clock-wrong', backend, endpoint },
        nextSteps: [retry],
      };
    case 'throttled':
      return throttledFailure(backend, endpoint);
    case 'no-credential':
      return noCredential(error, settings);
    case 'gateway':
      return gatewayFailed(error.status, backend, endpoint);
    case 'server':
      return serverFailed(error.status, backend, endpoint);
    case 'elsewhere':
      return leadsElsewhere(backend, endpoint);
    case 'not-found':
    case 'no-current':
    case 'not-now':
    case 'strange':
      return strangeAnswer(
        isDocumented(error) ? error.name : String(error.status),
        settings,
        asked.what === 'role' ? 'STS' : undefined,
      );
  }
}

/** `what`: a documented name, or the status. */
function strangeAnswer(
  what: string,
  { backend, endpoint }: AwsSettings,
  service = 'AWS Secrets Manager',
): Failure {
  return {
    kind: 'invalid-answer',
    message: { kind: 'aws-strange-answer', backend, endpoint, service, code: what },
    nextSteps: [openConfiguration, retry],
  };
}

/** An answer of status 200 that has not the form it should have. */
export function unexpectedForm(status: number, settings: AwsSettings): Failure {
  return {
    ...strangeAnswer(String(status), settings),
    status,
    detail: `${settings.endpoint}: ${String(status)}, not the expected form`,
  };
}

/** How the question for a role's credentials failed, which goes to STS. */
export function roleFailure(error: AwsError, role: AwsRole, settings: AwsSettings): Failure {
  return awsFailure(error, { what: 'role' }, atSts(role, settings), []);
}

/** STS answered, but with no credentials. */
export function noRoleCredentials(role: AwsRole, settings: AwsSettings): Failure {
  return {
    ...strangeAnswer('200', atSts(role, settings), 'STS'),
    status: 200,
    detail: `${role.endpoint}: 200, no credentials`,
  };
}

function atSts(role: AwsRole, settings: AwsSettings): AwsSettings {
  return { ...settings, backend: { ...settings.backend, service: 'STS' }, endpoint: role.endpoint };
}

/** The role that STS refused: the configured one, or else, of a profile, what AWS says. */
function roleIn({ message }: AwsError, { roleArn, profile }: AwsSettings): string {
  return roleArn ?? /\barn:[\w:/+=,.@-]+:role\/[\w/+=,.@-]+/.exec(message)?.[0] ?? profile ?? '';
}

/** Which permission is missing, and on what. */
function deniedFailure(error: AwsError, asked: AwsQuestion, settings: AwsSettings): Failure {
  const { backend, endpoint } = settings;
  const nextSteps = [signIn, openConfiguration];
  if (asked.what === 'role' || isRoleRefusal(error)) {
    return {
      kind: 'denied',
      ofLogin: true,
      message: { kind: 'aws-role-refused', backend, role: roleIn(error, settings) },
      nextSteps,
    };
  }
  const [permission, resource] = !('name' in asked)
    ? [awsPermissions.list, '*']
    : asked.what === 'describe'
      ? [awsPermissions.describe, asked.name]
      : [/kms:/i.test(error.message) ? awsPermissions.decrypt : awsPermissions.value, asked.name];
  return {
    kind: 'denied',
    message: { kind: 'aws-permission-missing', backend, endpoint, permission, resource },
    nextSteps,
  };
}

/** The profile gave no credential: nothing was sent to Secrets Manager. */
function noCredential({ message }: AwsError, settings: AwsSettings): Failure {
  const { backend } = settings;
  const profile = settings.profile ?? 'default';
  const nextSteps = [signIn, retry];
  if (/multi-factor|MFA/i.test(message)) {
    return {
      kind: 'signed-out',
      message: { kind: 'aws-profile-wants-code', backend, profile },
      nextSteps,
    };
  }
  if (/\bSSO\b|sso login|ForbiddenException|UnauthorizedException/i.test(message)) {
    return {
      kind: 'signed-out',
      message: { kind: 'aws-profile-session-over', backend, profile },
      nextSteps,
    };
  }
  return {
    kind: 'signed-out',
    message: { kind: 'aws-profile-gave-nothing', backend, profile },
    nextSteps,
  };
}

/** The deadline of a whole question is over. */
export function timeOver({ backend, endpoint, deadline, profile }: AwsSettings): Failure {
  return {
    kind: 'timeout',
    message:
      profile === null
        ? { kind: 'no-answer-in-deadline', backend, endpoint, seconds: Math.round(deadline / 100) / 10 }
        : {
            kind: 'aws-no-answer-with-profile',
            backend,
            endpoint,
            seconds: Math.round(deadline / 100) / 10,
            profile,
          },
    nextSteps: [retry, connectDifferently],
    detail: `${endpoint}: no answer in ${String(deadline)} ms`,
  };
}

function withProfile(
  { profile }: AwsSettings,
  without: FailureReason,
  reasonWith: (profile: string) => FailureReason,
): FailureReason {
  return profile === null ? without : reasonWith(profile);
}
