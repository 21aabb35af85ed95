import type { NamedBackend } from '../ports/backend.ts';
import type { Approval } from '../ports/approval.ts';
import type { CredentialName } from '../ports/credential-name.ts';
import type { Failure, NextStep } from '../ports/failure.ts';
import type { FailureReason } from '../ports/failure-reason.ts';
import type { AddressFault } from '../ports/failure-reasons/backend.ts';
import { isProbablyContainer } from '../ports/host.ts';

const openConfiguration: NextStep = { kind: 'open-configuration' };
const connectDifferently: NextStep = { kind: 'connect-differently' };

export function notTrusted(backend: NamedBackend): Failure {
  return {
    kind: 'not-trusted',
    message: { kind: 'folder-not-trusted', backend },
    nextSteps: [{ kind: 'trust-folder' }],
  };
}

export function configurationBroken(backend: NamedBackend, files: readonly string[]): Failure {
  return {
    kind: 'misconfigured',
    message: { kind: 'configuration-broken', backend, files },
    nextSteps: [openConfiguration],
  };
}

export function noAddress(backend: NamedBackend): Failure {
  return misconfiguration({ kind: 'address-missing', backend });
}

/** `variables` empty: the address is a template, or stands elsewhere. */
export function addressNotKnown(backend: NamedBackend, variables: readonly string[]): Failure {
  if (variables.length === 0) {
    return misconfiguration({ kind: 'address-not-known', backend });
  }
  return misconfiguration({ kind: 'address-variables-not-set', backend, variables });
}

export function addressRefused(backend: NamedBackend, fault: AddressFault): Failure {
  return misconfiguration({ kind: 'address-refused', backend, fault });
}

/** `variables` empty: the path is a template, or stands elsewhere. */
export function pathRefused(backend: NamedBackend, variables: readonly string[]): Failure {
  return misconfiguration(
    variables.length === 0
      ? { kind: 'login-path-refused', backend }
      : { kind: 'login-path-variables-not-set', backend, variables },
  );
}

/** `variables` empty: the user is a template, stands elsewhere, or cannot be part of a path. */
export function userRefused(backend: NamedBackend, variables: readonly string[]): Failure {
  return misconfiguration(
    variables.length === 0
      ? { kind: 'login-user-refused', backend }
      : { kind: 'login-user-variables-not-set', backend, variables },
  );
}

export function credentialUnusable(backend: NamedBackend): Failure {
  return misconfiguration({ kind: 'credential-not-sendable', backend });
}

function misconfiguration(message: FailureReason): Failure {
  return { kind: 'misconfigured', message, nextSteps: [openConfiguration, connectDifferently] };
}

/** `variables` hold secrets, or fill credentials: they fill no part of an address, a path or a name. */
export function secretRefused(backend: NamedBackend, variables: readonly string[]): Failure {
  return misconfiguration({ kind: 'secret-fills-no-address', backend, variables });
}

/** A credential that is here and waits for the user's leave. */
export interface Want {
  readonly approval: Approval;
  readonly what: CredentialName;
}

export function notApproved({ approval, what }: Want): Failure {
  const host = new URL(approval.endpoint).hostname;
  const isContainer = isProbablyContainer(host);
  const approve: NextStep = { kind: 'approve', approval, what };
  const signIn: NextStep = { kind: 'sign-in' };
  return {
    kind: 'not-approved',
    message: { kind: 'not-approved', approval, what, container: isContainer ? host : null },
    nextSteps: isContainer ? [connectDifferently, approve, signIn] : [approve, signIn, connectDifferently],
  };
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

export function signedOutFailure(backend: NamedBackend, noLogin: NoLogin): Failure {
  return { kind: 'signed-out', message: signedOutReason(backend, noLogin), nextSteps: steps(noLogin) };
}

function steps(noLogin: NoLogin): NextStep[] {
  if (noLogin.why === 'kubernetes') return [connectDifferently, { kind: 'sign-in' }];
  return noLogin.why === 'variables'
    ? [{ kind: 'sign-in' }, connectDifferently]
    : [{ kind: 'sign-in' }, connectDifferently, openConfiguration];
}

function signedOutReason(backend: NamedBackend, noLogin: NoLogin): FailureReason {
  switch (noLogin.why) {
    case 'nothing':
      return { kind: 'no-credential', backend };
    case 'variables':
      return { kind: 'credential-variables-not-set', backend, variables: noLogin.variables };
    case 'kubernetes':
      return { kind: 'kubernetes-login', backend };
    case 'aws':
      return { kind: 'aws-no-credential', backend };
    case 'azure':
      return { kind: 'azure-no-credential', backend };
    case 'google-only':
      return { kind: 'google-login-elsewhere', backend, origin: noLogin.origin };
    case 'google':
      return { kind: 'google-no-credential', backend };
  }
}
