import { namedBackend } from '../managers/name.ts';
import { cancellation } from '../ports/cancellation.ts';
import { FailureError, type Failure } from '../ports/failure.ts';
import type { CredentialStorage, RecordStorage } from '../ports/storage.ts';
import { createApprovals, type AllowedForRun } from './approvals.ts';
import type { AwsProfiles } from './aws/types.ts';
import type { AzureOfMachine } from './azure/types.ts';
import { createConnections } from './connections.ts';
import { destinationAt, refusedVariables } from './destination.ts';
import { readAddress } from './endpoint.ts';
import { addressRefused, configurationBroken, notApproved, notTrusted, secretRefused } from './failures.ts';
import type { EnvironmentLookup } from './fill.ts';
import type { GoogleOfMachine } from './google/types.ts';
import { locationOf } from './location.ts';
import { wantOfOthers } from './offers.ts';
import { backendPlaceOf } from './place.ts';
import { sentValuesOf } from './sent-values.ts';
import { createTypedLogins, readVaultLogin } from './typed.ts';
import type { Access, Authorization, KnownPlace, OtherWayIn, RemoteBackend } from './types.ts';
import type { AddressFault } from '../ports/failure-reasons/backend.ts';

/** What `createAccess` is given by whoever composes it. */
export interface AccessDependencies {
  /** Names the folder among all folders: approvals and logins are the folder's own. */
  readonly folder: string;
  readonly isTrusted: () => boolean;
  /** This process's environment. */
  readonly environment: EnvironmentLookup;
  /** Reads a small file of the user's home by its relative path; null: it is not there or cannot be read. */
  readonly homeFile: (path: string, signal: AbortSignal) => Promise<string | null>;
  /** Reads the token of the service account of the pod that this runs in; null: it is no pod. */
  readonly podToken: (signal: AbortSignal) => Promise<string | null>;
  /** The profiles of the user's `~/.aws`. */
  readonly awsProfiles: AwsProfiles;
  readonly azure: AzureOfMachine;
  readonly google: GoogleOfMachine;
  readonly credentials: CredentialStorage;
  readonly records: RecordStorage;
  /** What the command line's flags allow for this run. */
  readonly allowedForRun?: AllowedForRun;
  /** Other addresses for this run, by backend; each must pass {@link addressProblem}. */
  readonly addressesForRun?: Readonly<Record<string, string>>;
}

/**
 * Decides for one folder who may receive a credential. Reads nothing and sends nothing until it is asked, and loads the
 * code that looks for a manager's login with the first question of that manager.
 */
export function createAccess(dependencies: AccessDependencies): Access {
  const { folder, credentials, records } = dependencies;
  const approvals = createApprovals(
    folder,
    records,
    dependencies.allowedForRun ?? { endpoints: [], variables: [] },
  );
  const connections = createConnections(folder, records, dependencies.addressesForRun ?? {});
  const typed = createTypedLogins(folder, credentials, records, readVaultLogin);
  const { environment, homeFile, podToken, awsProfiles, azure, google, isTrusted } = dependencies;
  const machine = { environment, azure };

  const sources = { environment, approvals, homeFile, podToken, awsProfiles, azure, google };

  /** What keeps every login from a place: a secret in a path, or a part of another file that waits for leave. */
  function obstacle(backend: RemoteBackend, place: KnownPlace): Failure | null {
    const sent = sentValuesOf(backend);
    const refused = refusedVariables(sent.others);
    if (refused.length > 0) return secretRefused(namedBackend(backend), refused);
    const want = wantOfOthers(backend.type, [destinationAt(place)], approvals, sent);
    return want === null ? null : notApproved(want);
  }

  /** What holds for every backend: the folder is trusted, and it is known where the backend is. */
  async function authorize<Login>(
    backend: RemoteBackend,
    find: (place: KnownPlace, way: OtherWayIn | null) => Promise<Authorization<Login>>,
    signal: AbortSignal,
  ): Promise<Authorization<Login>> {
    stopIfAborted(signal);
    if (!isTrusted()) return { state: 'blocked', failure: notTrusted(namedBackend(backend)) };
    const way = connections.of(backend.id);
    const place = backendPlaceOf(backend, way, machine);
    if (place.state === 'blocked') return { ...place, failure: atItsCause(place.failure, backend) };
    const failure = obstacle(backend, place);
    if (failure !== null) return { state: 'blocked', failure };
    const access = await find(place, way);
    stopIfAborted(signal);
    return access.state === 'blocked' ? { ...access, failure: atItsCause(access.failure, backend) } : access;
  }

  return {
    authorizeVault: (backend, signal) =>
      authorize(
        backend,
        async (place, way) => {
          const login = await typed.get({ backend: backend.id, endpoint: place.origin });
          const { findVaultLogin } = await import('./vault/login.ts');
          return findVaultLogin(backend, place, { login, first: way?.ownLogin ?? false }, sources, signal);
        },
        signal,
      ),
    authorizeAws: (backend, signal) =>
      authorize(
        backend,
        async (place) => {
          const { findAwsLogin } = await import('./aws/login.ts');
          return findAwsLogin(backend, place, sources, signal);
        },
        signal,
      ),
    authorizeAzure: (backend, signal) =>
      authorize(
        backend,
        async (place) => {
          const { findAzureLogin } = await import('./azure/login.ts');
          return findAzureLogin(backend, place, sources, signal);
        },
        signal,
      ),
    authorizeGoogle: (backend, signal) =>
      authorize(
        backend,
        async (place) => {
          const { findGoogleLogin } = await import('./google/login.ts');
          return findGoogleLogin(backend, place, sources, signal);
        },
        signal,
      ),
    placeOf: (backend) => backendPlaceOf(backend, connections.of(backend.id), machine),
    placeWith: (backend, address) => backendPlaceOf(backend, wayTo(backend.id, address), machine),
    locationOf: (backend) => locationOf(backend, connections.of(backend.id), machine),

    approvals: () => approvals.list(),
    approve: (approval) => approvals.add(approval),
    revoke: (approval) => approvals.remove(approval),

    signIn: (place, login) => typed.set(place, login),
    typedLogins: () => typed.list(),
    forget: (place) => typed.forget(place),

    otherWaysIn: () => connections.list(),
    async connectDifferently(backend, address, login) {
      const fault = address === null ? null : readAddress(address.trim());
      if (typeof fault === 'string') throw new FailureError(addressRefused(namedBackend(backend), fault));
      const way = { ...wayTo(backend.id, address), ownLogin: login !== null };
      const place = backendPlaceOf(backend, way, machine);
      if (place.state === 'blocked') throw new FailureError(place.failure);
      if (login !== null) await typed.set({ backend: backend.id, endpoint: place.origin }, login);
      await connections.set(way);
    },
    connectAsConfigured: (backend) => connections.remove(backend),
  };
}

function wayTo(backend: string, address: string | null): OtherWayIn {
  return { backend, address: address?.trim() ?? null, ownLogin: false };
}

/** What is wrong with an address that somebody types; null: nothing. */
export function addressProblem(text: string): AddressFault | null {
  const endpoint = readAddress(text.trim());
  return typeof endpoint === 'string' ? endpoint : null;
}

/** What lacks may stand in a file that could not be read whole: then that is why, and nothing else. */
function atItsCause(failure: Failure, { brokenFiles, ...backend }: RemoteBackend): Failure {
  if (brokenFiles === undefined) return failure;
  if (failure.kind !== 'signed-out' && failure.kind !== 'misconfigured') return failure;
  return configurationBroken(namedBackend(backend), brokenFiles);
}

function stopIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw cancellation();
}
