import type { Approval } from './approval.ts';
import type { CredentialName } from './credential-name.ts';
import type { FailureReason } from './failure-reason.ts';

/** Why something could not be done. A closed list: the command line's JSON promises it. */
export const failureKinds = [
  'signed-out',
  'denied',
  'sealed',
  'missing-mount',
  'wrong-version',
  'missing',
  'throttled',
  'unreachable',
  'tls',
  'proxy',
  'timeout',
  'invalid-answer',
  'misconfigured',
  'not-approved',
  'not-trusted',
] as const;

export type FailureKind = (typeof failureKinds)[number];

/** A next step a failure offers; the editor turns it into a command, the command line into a flag to give. */
export type NextStep =
  | { readonly kind: 'sign-in' }
  | { readonly kind: 'approve'; readonly approval: Approval; readonly what: CredentialName }
  | { readonly kind: 'connect-differently' }
  | { readonly kind: 'open-configuration' }
  | { readonly kind: 'trust-folder' }
  | { readonly kind: 'retry' };

/** The one type of failure. Never holds a value or a credential: it is shown and logged. */
export interface Failure {
  readonly kind: FailureKind;
  /** What happened, and what to do next. */
  readonly message: FailureReason;
  readonly nextSteps: readonly NextStep[];
  /** For the log: status, host, the manager's own words with credentials struck out. */
  readonly detail?: string;
  readonly status?: number;
  /** Whether the login was refused, and with it every question. */
  readonly ofLogin?: true;
  /** Seconds the manager asked to wait. */
  readonly retryAfter?: number;
}

/** What a store throws. Test with {@link isFailureError}: bundled chunks do not share classes. */
export class FailureError extends Error {
  override readonly name = 'FailureError';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.kind);
    this.failure = failure;
  }
}

export function isFailureError(error: unknown): error is FailureError {
  return error instanceof Error && error.name === 'FailureError' && 'failure' in error;
}
