import { FailureError } from '../ports/failure.ts';
import type { CredentialStorage, RecordStorage } from '../ports/storage.ts';
import { createApprovals, type AllowedForRun } from './approvals.ts';
import { createConnections } from './connections.ts';
import { readAddress } from './endpoint.ts';
import { addressRefused, faultInWords, notTrusted } from './failures.ts';
import type { EnvironmentLookup } from './fill.ts';
import { locationInWords } from './location.ts';
import { placeOfVault } from './place.ts';
import { createTypedLogins } from './typed.ts';
import type { Access, OtherWayIn } from './types.ts';
import { findVaultLogin } from './vault.ts';

/** What `createAccess` is given by whoever composes it. */
export interface AccessDependencies {
  /** Names the folder among all folders: approvals and logins are the folder's own. */
  readonly folder: string;
  readonly trusted: () => boolean;
  /** This process's environment. */
  readonly environment: EnvironmentLookup;
  /** Reads a small file of the user's home by its relative path; null: it is not there or cannot be read. */
  readonly homeFile: (path: string, signal: AbortSignal) => Promise<string | null>;
  readonly credentials: CredentialStorage;
  readonly records: RecordStorage;
  /** What the command line's flags allow for this run. */
  readonly allowedForRun?: AllowedForRun;
  /** Other addresses for this run, by backend; each must pass {@link addressProblem}. */
  readonly addressesForRun?: Readonly<Record<string, string>>;
}

/** Decides for one folder who may receive a credential. Reads nothing and sends nothing until it is asked. */
export function createAccess(dependencies: AccessDependencies): Access {
  const { folder, credentials, records } = dependencies;
  const approvals = createApprovals(
    folder,
    records,
    dependencies.allowedForRun ?? { endpoints: [], variables: [] },
  );
  const connections = createConnections(folder, records, dependencies.addressesForRun ?? {});
  const typed = createTypedLogins(folder, credentials, records);
  const { environment, homeFile, trusted } = dependencies;

  return {
    async authorizeVault(backend, signal) {
      stopIfAborted(signal);
      if (!trusted()) return { state: 'blocked', failure: notTrusted(backend.id) };
      const way = connections.of(backend.id);
      const place = placeOfVault(backend, way);
      if (place.state === 'blocked') return place;
      const login = await typed.get({ backend: backend.id, endpoint: place.origin });
      const access = await findVaultLogin(
        backend,
        place,
        { login, first: way?.ownLogin ?? false },
        { environment, approvals, homeFile },
        signal,
      );
      stopIfAborted(signal);
      return access;
    },
    placeOf: (backend) => placeOfVault(backend, connections.of(backend.id)),
    placeWith: (backend, address) => placeOfVault(backend, wayTo(backend.id, address)),
    locationOf: (backend) => locationInWords(backend, connections.of(backend.id)),

    approvals: () => approvals.list(),
    approve: (approval) => approvals.add(approval),
    revoke: (approval) => approvals.remove(approval),

    signIn: (place, login) => typed.set(place, login),
    typedLogins: () => typed.list(),
    forget: (place) => typed.forget(place),

    otherWaysIn: () => connections.list(),
    async connectDifferently(backend, address, login) {
      const fault = address === null ? null : readAddress(address.trim());
      if (typeof fault === 'string') throw new FailureError(addressRefused(backend.id, fault));
      const way = { ...wayTo(backend.id, address), ownLogin: login !== null };
      const place = placeOfVault(backend, way);
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

/** What is wrong with an address that somebody types, as the end of a sentence ("is not a URL …"); null: nothing. */
export function addressProblem(text: string): string | null {
  const endpoint = readAddress(text.trim());
  return typeof endpoint === 'string' ? faultInWords(endpoint) : null;
}

function stopIfAborted(signal: AbortSignal): void {
  if (!signal.aborted) return;
  const error = new Error('cancelled');
  error.name = 'AbortError';
  throw error;
}
