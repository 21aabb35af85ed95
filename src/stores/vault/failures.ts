import type { Failure, NextStep } from '../../ports/failure.ts';
import { statusFailure, throttledFailure } from '../answer-failures.ts';
import { strikeOut } from '../strike-out.ts';
import { errorsOf, type VaultAnswer } from './answers.ts';
import { isObject } from '../../text/json.ts';
import type { VaultSettings } from './settings.ts';

/** What was asked, for the sentence that says that it failed. */
export type VaultQuestion =
  | { readonly what: 'list' | 'subkeys' | 'mount'; readonly path: string }
  /** The user's explicit act, where field names can be had in no other way. */
  | { readonly what: 'value'; readonly path: string }
  | { readonly what: 'login'; readonly path: string };

const retry: NextStep = { kind: 'retry' };
const openConfiguration: NextStep = { kind: 'open-configuration' };
const signIn: NextStep = { kind: 'sign-in' };
const connectDifferently: NextStep = { kind: 'connect-differently' };

/** What an answer other than the expected one means, or null where it is an answer to build on (200, 404). */
export function vaultFailure(
  answer: VaultAnswer,
  asked: VaultQuestion,
  settings: VaultSettings,
  credentials: readonly string[],
): Failure | null {
  const failure = meaningOf(answer, asked, settings);
  if (failure === null) return null;
  const said = strikeOut(errorsOf(answer), credentials);
  return {
    ...failure,
    status: answer.status,
    detail: `${settings.endpoint}/v1/${asked.path}: ${String(answer.status)}${said === '' ? '' : ` ${said}`}`,
    ...(answer.retryAfter === null ? {} : { retryAfter: answer.retryAfter }),
  };
}

function meaningOf(answer: VaultAnswer, asked: VaultQuestion, settings: VaultSettings): Failure | null {
  const { backend, endpoint, mount } = settings;
  const engine = mount.join('/');
  const { status, body } = answer;
  // A gateway that asks for patience may say so in a page of its own.
  if (status === 429) return throttledVault(settings, answer.retryAfter);
  // A gateway or another web server: even its 404 or 403 says nothing about a secret.
  if (body === undefined) return strangeAnswer(status, settings);
  const errors = errorsOf(answer);
  switch (status) {
    case 200:
      return null;
    case 404:
      return notFoundFailure(answer, errors, settings);
    case 400:
      if (asked.what === 'login') return loginRefused(settings, asked.path);
      break;
    case 403:
      return asked.what === 'login' ? loginRefused(settings, asked.path) : deniedFailure(asked, settings);
    case 503:
      if (!/sealed/i.test(errors)) break;
      return {
        kind: 'sealed',
        message: { kind: 'vault-sealed', backend, endpoint },
        nextSteps: [retry],
      };
    case 405:
      return wrongVersion(settings, engine, null);
  }
  return strangeAnswer(status, settings);
}

/** `wait`: seconds that the server asked for; null: it did not say. */
function throttledVault({ backend, endpoint }: VaultSettings, wait: number | null): Failure {
  if (wait === null || wait < 1) return throttledFailure(backend, endpoint);
  return {
    kind: 'throttled',
    message: { kind: 'throttled-for', backend, endpoint, seconds: Math.ceil(wait) },
    nextSteps: [retry],
  };
}

function notFoundFailure({ body }: VaultAnswer, errors: string, settings: VaultSettings): Failure | null {
  const { backend, endpoint, mount, namespace } = settings;
  const engine = mount.join('/');
  if (/no handler for route|unsupported path/i.test(errors)) return missingMount(settings);
  if (/invalid path for a versioned/i.test(errors)) return wrongVersion(settings, engine, null);
  if (/namespace/i.test(errors) && namespace !== null) {
    return {
      kind: 'misconfigured',
      message: { kind: 'vault-no-namespace', backend, endpoint, namespace },
      nextSteps: [openConfiguration],
    };
  }
  const isVaultAnswer = (Array.isArray(body?.errors) && body.errors.length === 0) || isObject(body?.data);
  return isVaultAnswer ? null : strangeAnswer(404, settings);
}

function deniedFailure(asked: VaultQuestion, settings: VaultSettings): Failure {
  const { backend, endpoint } = settings;
  const path = decodeURIComponent(asked.path.replace(/\?.*$/, ''));
  return {
    kind: 'denied',
    message:
      asked.what === 'list'
        ? { kind: 'vault-list-refused', backend, endpoint, path }
        : { kind: 'vault-question-refused', backend, endpoint, path },
    nextSteps: [signIn, openConfiguration],
  };
}

function loginRefused({ backend, endpoint }: VaultSettings, path: string): Failure {
  return {
    kind: 'denied',
    ofLogin: true,
    message: { kind: 'vault-login-refused', backend, endpoint, path: decodeURIComponent(path) },
    nextSteps: [signIn, openConfiguration],
  };
}

export function missingMount({ backend, endpoint, mount }: VaultSettings): Failure {
  return {
    kind: 'missing-mount',
    message: { kind: 'vault-no-engine', backend, endpoint, engine: mount.join('/') },
    nextSteps: [openConfiguration],
  };
}

/** `actual`: where the engine really is mounted. */
export function otherMount({ backend, endpoint, mount }: VaultSettings, actual: string): Failure {
  return {
    kind: 'missing-mount',
    message: { kind: 'vault-other-engine', backend, endpoint, engine: mount.join('/'), actual },
    nextSteps: [openConfiguration],
  };
}

/** `actual`: the version it really has; null: not told. */
export function wrongVersion(
  { backend, endpoint, engineVersion }: VaultSettings,
  engine: string,
  actual: number | null,
): Failure {
  return {
    kind: 'wrong-version',
    message:
      actual === null
        ? { kind: 'vault-not-of-version', backend, endpoint, engine, version: engineVersion }
        : { kind: 'vault-other-version', backend, endpoint, engine, actual, version: engineVersion },
    nextSteps: [openConfiguration],
  };
}

export function notKeyValue({ backend, endpoint }: VaultSettings, engine: string, type: string): Failure {
  return {
    kind: 'missing-mount',
    message: { kind: 'vault-not-key-value', backend, endpoint, engine, type },
    nextSteps: [openConfiguration],
  };
}

function strangeAnswer(status: number, { backend, endpoint }: VaultSettings): Failure {
  const known = statusFailure(status, backend, endpoint);
  if (known !== null) return known;
  return {
    kind: 'invalid-answer',
    message: { kind: 'vault-strange-answer', backend, endpoint, status },
    nextSteps: [openConfiguration, connectDifferently, retry],
  };
}

/** An answer of status 200 or 404 that has not the form it should have. */
export function unexpectedForm(asked: VaultQuestion, settings: VaultSettings, status: number): Failure {
  return {
    ...strangeAnswer(status, settings),
    kind: 'invalid-answer',
    status,
    detail: `${settings.endpoint}/v1/${asked.path}: ${String(status)}, not the expected form`,
  };
}
