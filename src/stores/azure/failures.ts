import type { FailedBackend } from '../../ports/backend.ts';
import type { Failure, NextStep } from '../../ports/failure.ts';
import { leadsElsewhere, statusFailure, throttledFailure } from '../answer-failures.ts';
import type { AzureQuestionKind, AzureRefusal } from './question.ts';
import type { AzureSettings } from './settings.ts';

const retry: NextStep = { kind: 'retry' };
const openConfiguration: NextStep = { kind: 'open-configuration' };
const signIn: NextStep = { kind: 'sign-in' };
const connectDifferently: NextStep = { kind: 'connect-differently' };

/** What a vault's answer other than the expected one means. Its own words are for the log; they name no value. */
export function keyVaultFailure(
  refusal: AzureRefusal,
  asked: AzureQuestionKind,
  { backend, endpoint }: AzureSettings,
): Failure {
  const { status, code, innerCode, message, retryAfter } = refusal;
  return {
    ...meaningOf(refusal, asked, backend, endpoint),
    status,
    detail: `${endpoint}: ${[String(status), code, innerCode, message]
      .filter((part) => part !== '')
      .join(' ')
      .slice(0, 300)}`,
    ...(retryAfter === null ? {} : { retryAfter }),
  };
}

function meaningOf(
  refusal: AzureRefusal,
  asked: AzureQuestionKind,
  backend: FailedBackend,
  endpoint: string,
): Failure {
  const { status, isVaults } = refusal;
  if (status === 429) {
    return throttledFailure(backend, endpoint);
  }
  if (isVaults && status === 401) {
    return {
      kind: 'denied',
      message: { kind: 'azure-token-refused', backend, endpoint },
      nextSteps: [signIn, openConfiguration],
    };
  }
  if (isVaults && status === 403) return deniedFailure(refusal, asked, backend, endpoint);
  return strangeAnswer(status, backend, endpoint);
}

function deniedFailure(
  { innerCode }: AzureRefusal,
  asked: AzureQuestionKind,
  backend: FailedBackend,
  endpoint: string,
): Failure {
  if (/firewall|connection/i.test(innerCode)) {
    return {
      kind: 'denied',
      message: { kind: 'azure-firewall', backend, endpoint },
      nextSteps: [retry, connectDifferently],
    };
  }
  return {
    kind: 'denied',
    message:
      asked !== 'value'
        ? { kind: 'azure-list-refused', backend, endpoint }
        : { kind: 'azure-value-refused', backend, endpoint },
    nextSteps: [signIn, openConfiguration],
  };
}

function strangeAnswer(status: number, backend: FailedBackend, endpoint: string): Failure {
  const known = statusFailure(status, backend, endpoint);
  if (known !== null) return known;
  return {
    kind: 'invalid-answer',
    message: { kind: 'azure-strange-answer', backend, endpoint, status },
    nextSteps: [openConfiguration, connectDifferently, retry],
  };
}

/** An answer of status 200 that has not the form it should have. */
export function unexpectedForm({ backend, endpoint }: AzureSettings): Failure {
  return { ...strangeAnswer(200, backend, endpoint), detail: `${endpoint}: 200, not the expected form` };
}

/** The server, or the list's next page, names another place, which gets no credential of this one. */
export function elsewhereFailure(backend: FailedBackend, endpoint: string): Failure {
  return { ...leadsElsewhere(backend, endpoint), detail: `${endpoint}: refused by the allow-list` };
}
