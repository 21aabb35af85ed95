import * as l10n from '@vscode/l10n';
import type { Approval } from '../ports/approval.ts';
import type { Failure, NextStep } from '../ports/failure.ts';
import { isProbablyContainer } from '../ports/host.ts';
import type { AddressFault } from './endpoint.ts';

const openConfiguration: NextStep = { kind: 'open-configuration' };
const connectDifferently: NextStep = { kind: 'connect-differently' };

export function notTrusted(backend: string): Failure {
  return {
    kind: 'not-trusted',
    message: l10n.t('{0} was not asked, because this folder is not trusted: trust it first.', backend),
    nextSteps: [{ kind: 'trust-folder' }],
  };
}

export function noAddress(backend: string): Failure {
  return misconfiguration(
    l10n.t('{0} was not asked, because its configuration names no address: add one.', backend),
  );
}

/** `variables` empty: the address is a template, or stands elsewhere. */
export function addressNotKnown(backend: string, variables: readonly string[]): Failure {
  if (variables.length === 0) {
    return misconfiguration(
      l10n.t(
        '{0} was not asked, because its address is not known here: write it out, or connect differently.',
        backend,
      ),
    );
  }
  return misconfiguration(
    l10n.t(
      '{0} was not asked, because no file of this folder gives {1} for its address: add it to .env, or connect differently.',
      backend,
      variables.join(', '),
    ),
  );
}

export function addressRefused(backend: string, fault: AddressFault): Failure {
  return misconfiguration(
    l10n.t('{0} was not asked, because its address {1}: correct it.', backend, faultInWords(fault)),
  );
}

/** For a place where an address is typed: what is wrong with it, as the end of a sentence. */
export function faultInWords(fault: AddressFault): string {
  switch (fault) {
    case 'not-a-url':
      return l10n.t('is not a URL such as https://vault.example.com:8200');
    case 'scheme':
      return l10n.t('begins with neither https:// nor http://');
    case 'userinfo':
      return l10n.t('holds a user name or a password');
    case 'query':
      return l10n.t('holds a "?" or a "#"');
    case 'api-path':
      return l10n.t('goes on into "/v1": name the server alone');
  }
}

/** `variables` empty: the path is a template, or stands elsewhere. */
export function pathRefused(backend: string, variables: readonly string[]): Failure {
  return misconfiguration(
    variables.length === 0
      ? l10n.t('{0} was not asked, because the path of its login cannot be used: correct it.', backend)
      : l10n.t(
          '{0} was not asked, because no file of this folder gives {1} for the path of its login: add it to .env.',
          backend,
          variables.join(', '),
        ),
  );
}

/** `variables` empty: the user is a template, stands elsewhere, or cannot be part of a path. */
export function userRefused(backend: string, variables: readonly string[]): Failure {
  return misconfiguration(
    variables.length === 0
      ? l10n.t('{0} was not asked, because the user of its login cannot be used: correct it.', backend)
      : l10n.t(
          '{0} was not asked, because no file of this folder gives {1} for the user of its login: add it to .env.',
          backend,
          variables.join(', '),
        ),
  );
}

export function credentialUnusable(backend: string): Failure {
  return misconfiguration(
    l10n.t(
      '{0} was not asked, because its credential holds white space or a character that cannot be sent: correct it.',
      backend,
    ),
  );
}

function misconfiguration(message: string): Failure {
  return { kind: 'misconfigured', message, nextSteps: [openConfiguration, connectDifferently] };
}

/** `variables` hold secrets, or fill credentials: they fill no part of an address, a path or a name. */
export function secretRefused(backend: string, variables: readonly string[]): Failure {
  return misconfiguration(
    l10n.t(
      '{0} was not asked, because {1} holds a secret, and fills no part of an address, a path or a name: write that out.',
      backend,
      variables.join(', '),
    ),
  );
}

/** A credential that is here and waits for the user's leave. */
export interface Want {
  readonly approval: Approval;
  /** The credential, as people are told: its variables, its file, the account. */
  readonly what: string;
}

/** Variables of the process's environment, as people are told. */
export function fromEnvironment(variables: readonly string[]): string {
  return l10n.t('{0} from your environment', variables.join(', '));
}

/** Whatever credential there is, where the key for another address is empty. */
export function insteadOf(key: string): string {
  return l10n.t('a credential ({0} is empty)', key);
}

function waitingWords({ endpoint, place, credential }: Approval, what: string): string {
  if (place !== null) {
    return l10n.t('{0} would be used at {1} for {2}. Approve this first.', what, endpoint, place);
  }
  return credential === 'account' || credential === 'machine'
    ? l10n.t('{0} would be used at {1}. Approve this address first.', what, endpoint)
    : l10n.t('{0} would be sent to {1}. Approve this address first.', what, endpoint);
}

export function notApproved({ approval, what }: Want): Failure {
  const { endpoint } = approval;
  const host = new URL(endpoint).hostname;
  const sentence = waitingWords(approval, what);
  const approve: NextStep = { kind: 'approve', approval, what };
  if (!isProbablyContainer(host)) {
    return failure(sentence, [approve, { kind: 'sign-in' }, connectDifferently]);
  }
  const container = l10n.t(
    '{0} is probably a container’s name, which only other containers know: then connect differently.',
    host,
  );
  return failure(`${container} ${sentence}`, [connectDifferently, approve, { kind: 'sign-in' }]);

  function failure(message: string, nextSteps: readonly NextStep[]): Failure {
    return { kind: 'not-approved', message, nextSteps };
  }
}

/** Why the login that the configuration names gives no credential here. */
export type NoLogin =
  | { readonly why: 'nothing' }
  | { readonly why: 'variables'; readonly variables: readonly string[] }
  /** Its credential is a file inside a pod. */
  | { readonly why: 'kubernetes' }
  /** AWS knows many places for one, some of them on the server only. */
  | { readonly why: 'aws' }
  | { readonly why: 'azure' }
  | { readonly why: 'google' }
  /** There is a login, and it goes to Google's own address alone. */
  | { readonly why: 'google-only'; readonly origin: string };

export function signedOutFailure(backend: string, noLogin: NoLogin): Failure {
  return { kind: 'signed-out', message: signedOutSentence(backend, noLogin), nextSteps: steps(noLogin) };
}

function steps(noLogin: NoLogin): NextStep[] {
  if (noLogin.why === 'kubernetes') return [connectDifferently, { kind: 'sign-in' }];
  return noLogin.why === 'variables'
    ? [{ kind: 'sign-in' }, connectDifferently]
    : [{ kind: 'sign-in' }, connectDifferently, openConfiguration];
}

function signedOutSentence(backend: string, noLogin: NoLogin): string {
  switch (noLogin.why) {
    case 'nothing':
      return l10n.t('{0} was not asked, because no credential for it was found: sign in.', backend);
    case 'variables':
      return l10n.t(
        '{0} was not asked, because nothing sets {1} here: sign in.',
        backend,
        noLogin.variables.join(', '),
      );
    case 'kubernetes':
      return l10n.t(
        '{0} was not asked, because only a pod of the cluster can use its Kubernetes login: connect differently, with an address and a login that work from here, or sign in with a token.',
        backend,
      );
    case 'aws':
      return l10n.t(
        '{0} was not asked, because no credential for it was found, and the identity of a pod or an instance (IRSA, pod identity, instance metadata) serves on the server alone: choose a profile of ~/.aws, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
        backend,
      );
    case 'azure':
      return l10n.t(
        '{0} was not asked, because no credential for it was found: sign in with a Microsoft account (in a terminal: “az login”), or set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET.',
        backend,
      );
    case 'google-only':
      return l10n.t(
        '{0} was not asked, because the login that was found goes to Google’s own address alone, and not to {1}: set GOOGLE_APPLICATION_CREDENTIALS to the file of a service account’s key.',
        backend,
        noLogin.origin,
      );
    case 'google':
      return l10n.t(
        '{0} was not asked, because no credential for it was found, and the identity of a machine of Google’s serves there alone: in a terminal, run “gcloud auth application-default login”, or set GOOGLE_APPLICATION_CREDENTIALS to the file of a service account’s key.',
        backend,
      );
  }
}
