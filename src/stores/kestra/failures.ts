import type { KestraLogin } from '../../access/index.ts';
import { kestraBackend as backend } from '../../managers/kestra.ts';
import { FailureError, type Failure, type NextStep } from '../../ports/failure.ts';
import { statusFailure, throttledFailure } from '../answer-failures.ts';
import type { KestraSettings } from './settings.ts';

const retry: NextStep = { kind: 'retry' };
const signIn: NextStep = { kind: 'sign-in' };
const connectDifferently: NextStep = { kind: 'connect-differently' };

/** What of an answer tells what became of a question; its words are no part of it, for they may hold a value. */
export interface KestraStatus {
  readonly status: number;
  /** Whether the body is JSON, or there is none. */
  readonly isKestras: boolean;
  readonly isWebPage: boolean;
  /** Seconds that the server asked for; null: it did not say. */
  readonly retryAfter: number | null;
  /** What was sent to log in with. */
  readonly login: KestraLogin['kind'];
}

/** What an answer means that is neither the one asked for nor a plain no (403, 404, 405); null: it is one of these. */
export function kestraFailure(answer: KestraStatus, settings: KestraSettings): Failure | null {
  const failure = meaningOf(answer, settings);
  if (failure === null) return null;
  const { status, retryAfter } = answer;
  return {
    ...failure,
    status,
    detail: `${settings.endpoint}: ${String(status)}`,
    ...(retryAfter === null ? {} : { retryAfter }),
  };
}

function meaningOf(answer: KestraStatus, settings: KestraSettings): Failure | null {
  const { status, isKestras, isWebPage, login } = answer;
  const { endpoint } = settings;
  if (status === 429) return throttledFailure(backend, endpoint);
  if (status === 401) {
    return {
      kind: login === 'none' ? 'signed-out' : 'denied',
      ofLogin: true,
      message: { kind: 'kestra-login-refused', backend, endpoint, login },
      nextSteps: [signIn, connectDifferently],
    };
  }
  if (status >= 300 && status < 400) {
    return {
      kind: 'invalid-answer',
      message: { kind: 'kestra-leads-elsewhere', backend, endpoint },
      nextSteps: [connectDifferently],
    };
  }
  const known = statusFailure(status, backend, endpoint);
  if (known !== null) return known;
  if (isWebPage) {
    return {
      kind: 'invalid-answer',
      message: { kind: 'kestra-web-page', backend, endpoint },
      nextSteps: [connectDifferently, retry],
    };
  }
  const isPlain = status === 200 || status === 403 || status === 404 || status === 405;
  return isPlain && isKestras ? null : strangeAnswer(status, settings);
}

function strangeAnswer(status: number, { endpoint }: KestraSettings): Failure {
  return {
    kind: 'invalid-answer',
    message: { kind: 'kestra-strange-answer', backend, endpoint, status },
    nextSteps: [connectDifferently, retry],
  };
}

/** An answer of status 200 that has not the form it should have. */
export function unexpectedKestraForm(settings: KestraSettings): FailureError {
  return new FailureError({
    ...strangeAnswer(200, settings),
    status: 200,
    detail: `${settings.endpoint}: 200, not the expected form`,
  });
}

/** No question for secrets was known there: another web server, another tenant, or a Kestra before 0.22. */
export function kestraNotThere({ endpoint, tenant }: KestraSettings): FailureError {
  return new FailureError({
    kind: 'missing',
    message: { kind: 'kestra-not-there', backend, endpoint, tenant },
    nextSteps: [connectDifferently, retry],
    status: 404,
  });
}

/** This login may see no secret at all. */
export function kestraNotAllowed({ endpoint, tenant }: KestraSettings): FailureError {
  return new FailureError({
    kind: 'denied',
    message: { kind: 'kestra-not-allowed', backend, endpoint, tenant },
    nextSteps: [signIn],
    status: 403,
  });
}

/** What became of a request, with the steps that a Kestra has: no configuration names it. */
export function withOwnSteps(failure: Failure): Failure {
  const steps = failure.nextSteps.map((step) =>
    step.kind === 'open-configuration' ? connectDifferently : step,
  );
  return {
    ...failure,
    nextSteps: steps.filter(({ kind }, index) => steps.findIndex((each) => each.kind === kind) === index),
  };
}

/** The allow-list has no such question. */
export function kestraGuardRefusal({ endpoint }: KestraSettings): FailureError {
  return new FailureError({
    kind: 'misconfigured',
    message: { kind: 'kestra-address-invalid', backend },
    nextSteps: [connectDifferently],
    detail: `${endpoint}: refused by the allow-list`,
  });
}
