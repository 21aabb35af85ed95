import * as l10n from '@vscode/l10n';
import type { Failure, NextStep } from '../../ports/failure.ts';
import { leadsElsewhere, statusFailure, throttledFailure, type FailureWords } from '../answer-failures.ts';
import type { Asked } from './question.ts';
import { wantsQuotaProject, type Refusal } from './refusal.ts';
import type { GoogleSettings } from './settings.ts';

const retry: NextStep = { kind: 'retry' };
const openConfiguration: NextStep = { kind: 'open-configuration' };
const signIn: NextStep = { kind: 'sign-in' };
const connectDifferently: NextStep = { kind: 'connect-differently' };

/** What Google's answer other than the expected one means. Its own words are for the log; they name no value. */
export function secretsFailure(refusal: Refusal, asked: Asked, settings: GoogleSettings): Failure {
  const { status, code, reason, message, retryAfter } = refusal;
  return {
    ...wordsFor(refusal, asked, settings),
    status,
    detail: `${settings.endpoint}: ${[String(status), code, reason, message]
      .filter((part) => part !== '')
      .join(' ')
      .slice(0, 300)}`,
    ...(retryAfter === null ? {} : { retryAfter }),
  };
}

function wordsFor(refusal: Refusal, asked: Asked, settings: GoogleSettings): FailureWords {
  const { status, code, reason } = refusal;
  const { backend, endpoint, project } = settings;
  if (status === 429) {
    return throttledFailure(backend, endpoint);
  }
  if (code === '') return strangeAnswer(status, backend, endpoint);
  if (wantsQuotaProject(refusal)) {
    return {
      kind: 'denied',
      message: l10n.t(
        '{0}: Google counts the questions of this login for a project that it may not use, or for none: ask for the role Service Usage Consumer on {1}, then run “gcloud auth application-default set-quota-project {1}” in a terminal.',
        backend,
        project,
      ),
      nextSteps: [signIn, retry],
    };
  }
  if (reason === 'SERVICE_DISABLED') {
    return {
      kind: 'denied',
      message: l10n.t(
        '{0}: the Secret Manager API is not enabled for the project {1}: enable it, or correct project.',
        backend,
        project,
      ),
      nextSteps: [openConfiguration, retry],
    };
  }
  if (status === 401) {
    return {
      kind: 'denied',
      message: l10n.t(
        '{0} at {1} did not accept the credential: make a new key of the service account, or run “gcloud auth application-default login” in a terminal.',
        backend,
        endpoint,
      ),
      nextSteps: [signIn, openConfiguration],
    };
  }
  if (status === 403) {
    return {
      kind: 'denied',
      message: deniedSentence(asked, backend, project),
      nextSteps: [signIn, openConfiguration],
    };
  }
  if (status === 404) {
    return {
      kind: 'missing',
      message: l10n.t('{0}: Google knows no project {1}: correct project.', backend, project),
      nextSteps: [openConfiguration],
    };
  }
  return strangeAnswer(status, backend, endpoint);
}

function deniedSentence(asked: Asked, backend: string, project: string): string {
  switch (asked) {
    case 'list':
      return l10n.t(
        '{0} refused the list of the project {1}: ask for the role Secret Manager Viewer (secretmanager.secrets.list) on it, or correct project.',
        backend,
        project,
      );
    case 'secret':
    case 'version':
      return l10n.t(
        '{0} refused a question about a secret of the project {1}: ask for the role Secret Manager Viewer (secretmanager.secrets.get) on it.',
        backend,
        project,
      );
    case 'value':
      return l10n.t(
        '{0} refused to have the value read: ask for the role Secret Manager Secret Accessor (secretmanager.versions.access) on that secret of the project {1}.',
        backend,
        project,
      );
  }
}

/** An answer that is none of Google's. Also for where tokens are had. */
export function strangeAnswer(status: number, backend: string, endpoint: string): FailureWords {
  const known = statusFailure(status, backend, endpoint);
  if (known !== null) return known;
  return {
    kind: 'invalid-answer',
    message: l10n.t(
      '{0} at {1} did not answer as Google does (status {2}): check the network, or connect differently.',
      backend,
      endpoint,
      status,
    ),
    nextSteps: [connectDifferently, retry],
  };
}

/** An answer of status 200 that has not the form it should have. */
export function unexpectedForm({ backend, endpoint }: GoogleSettings): Failure {
  return { ...strangeAnswer(200, backend, endpoint), detail: `${endpoint}: 200, not the expected form` };
}

/** The server names another place, which gets no credential of this one. */
export function elsewhere(backend: string, endpoint: string): Failure {
  return { ...leadsElsewhere(backend, endpoint), detail: `${endpoint}: refused by the allow-list` };
}
