import type { FailedBackend } from '../../ports/backend.ts';
import type { Failure, NextStep } from '../../ports/failure.ts';
import type { FailureReason } from '../../ports/failure-reason.ts';
import { leadsElsewhere, statusFailure, throttledFailure } from '../answer-failures.ts';
import type { GoogleQuestionKind } from './question.ts';
import { wantsQuotaProject, type GoogleRefusal } from './refusal.ts';
import type { GoogleSettings } from './settings.ts';

const retry: NextStep = { kind: 'retry' };
const openConfiguration: NextStep = { kind: 'open-configuration' };
const signIn: NextStep = { kind: 'sign-in' };
const connectDifferently: NextStep = { kind: 'connect-differently' };

/** What Google's answer other than the expected one means. Its own words are for the log; they name no value. */
export function secretsFailure(
  refusal: GoogleRefusal,
  asked: GoogleQuestionKind,
  settings: GoogleSettings,
): Failure {
  const { status, code, reason, message, retryAfter } = refusal;
  return {
    ...meaningOf(refusal, asked, settings),
    status,
    detail: `${settings.endpoint}: ${[String(status), code, reason, message]
      .filter((part) => part !== '')
      .join(' ')
      .slice(0, 300)}`,
    ...(retryAfter === null ? {} : { retryAfter }),
  };
}

function meaningOf(refusal: GoogleRefusal, asked: GoogleQuestionKind, settings: GoogleSettings): Failure {
  const { status, code, reason } = refusal;
  const { backend, endpoint, project } = settings;
  if (status === 429) {
    return throttledFailure(backend, endpoint);
  }
  if (code === '') return strangeAnswer(status, backend, endpoint);
  if (wantsQuotaProject(refusal)) {
    return {
      kind: 'denied',
      message: { kind: 'google-quota-project', backend, project },
      nextSteps: [signIn, retry],
    };
  }
  if (reason === 'SERVICE_DISABLED') {
    return {
      kind: 'denied',
      message: { kind: 'google-api-disabled', backend, project },
      nextSteps: [openConfiguration, retry],
    };
  }
  if (status === 401) {
    return {
      kind: 'denied',
      message: { kind: 'google-credential-refused', backend, endpoint },
      nextSteps: [signIn, openConfiguration],
    };
  }
  if (status === 403) {
    return {
      kind: 'denied',
      message: deniedReason(asked, backend, project),
      nextSteps: [signIn, openConfiguration],
    };
  }
  if (status === 404) {
    return {
      kind: 'missing',
      message: { kind: 'google-no-project', backend, project },
      nextSteps: [openConfiguration],
    };
  }
  return strangeAnswer(status, backend, endpoint);
}

function deniedReason(asked: GoogleQuestionKind, backend: FailedBackend, project: string): FailureReason {
  switch (asked) {
    case 'list':
      return { kind: 'google-list-refused', backend, project };
    case 'secret':
    case 'version':
      return { kind: 'google-secret-refused', backend, project };
    case 'value':
      return { kind: 'google-value-refused', backend, project };
  }
}

/** An answer that is none of Google's. Also for where tokens are had. */
export function strangeAnswer(status: number, backend: FailedBackend, endpoint: string): Failure {
  const known = statusFailure(status, backend, endpoint);
  if (known !== null) return known;
  return {
    kind: 'invalid-answer',
    message: { kind: 'google-strange-answer', backend, endpoint, status },
    nextSteps: [connectDifferently, retry],
  };
}

/** An answer of status 200 that has not the form it should have. */
export function unexpectedForm({ backend, endpoint }: GoogleSettings): Failure {
  return { ...strangeAnswer(200, backend, endpoint), detail: `${endpoint}: 200, not the expected form` };
}

/** The server names another place, which gets no credential of this one. */
export function elsewhereFailure(backend: FailedBackend, endpoint: string): Failure {
  return { ...leadsElsewhere(backend, endpoint), detail: `${endpoint}: refused by the allow-list` };
}
