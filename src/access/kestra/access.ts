import { kestraBackend as backend, kestraMisconfigured } from '../../managers/kestra.ts';
import { cancellation } from '../../ports/cancellation.ts';
import { FailureError } from '../../ports/failure.ts';
import type { CredentialStorage, RecordStorage } from '../../ports/storage.ts';
import { isObject } from '../../text/json.ts';
import { notTrusted } from '../failures.ts';
import { createTypedLogins } from '../typed.ts';
import { isPlace, isUnencrypted, readKestraPlace, shownPlace, type KnownKestraPlace } from './place.ts';
import type { GivenKestraLogin, KestraAccess, KestraLogin, KestraOfRun, KestraPlace } from './types.ts';

/** What `createFolderKestra` is given by whoever composes it. */
export interface KestraDependencies {
  /** Names the folder among all folders: its connection and its login are its own. */
  readonly folder: string;
  readonly isTrusted: () => boolean;
  readonly credentials: CredentialStorage;
  readonly records: RecordStorage;
  /** What the user's own settings name, never a workspace's; null: nothing. */
  readonly ofUser: () => KestraPlace | null;
  /** Given for this run: nothing else counts then. */
  readonly forRun?: KestraOfRun;
}

/** The running Kestra of one folder: where it is, and as whom it may be asked. Sends nothing. */
export interface FolderKestra {
  /** Where it is, for everybody to see; null: the folder is not connected. The address is empty where it is none. */
  place(): KestraPlace | null;
  /** Rejects with an AbortError only. */
  authorizeKestra(signal: AbortSignal): Promise<KestraAccess>;
  /**
   * Connects the folder, and keeps the login for exactly that scheme, host and port; null: the one that is kept for it
   * stays. Rejects with a FailureError, misconfigured, where the place cannot be meant or the login may not go there.
   */
  connect(place: KestraPlace, login: GivenKestraLogin | null): Promise<void>;
  /** Forgets what was connected for the folder, and every login to a Kestra; the user's own settings count again. */
  disconnect(): Promise<void>;
}

export function createFolderKestra(dependencies: KestraDependencies): FolderKestra {
  const { folder, isTrusted, credentials, records, ofUser, forRun } = dependencies;
  const key = `kestra:${folder}`;
  const typed = createTypedLogins(folder, credentials, records, readKestraLogin);
  const typedPlace = ({ origin }: KnownKestraPlace) => ({ backend: backend.id, endpoint: origin });
  const connectedPlace = () => forRun ?? readRecord(records.get(key)) ?? ofUser();

  return {
    place() {
      const place = connectedPlace();
      return place === null ? null : shownPlace(place);
    },
    async authorizeKestra(signal) {
      stopIfAborted(signal);
      const place = connectedPlace();
      if (place === null) return { state: 'not-connected' };
      if (!isTrusted()) return { state: 'blocked', failure: notTrusted(backend) };
      const known = readKestraPlace(place);
      if (!isPlace(known)) return { state: 'blocked', failure: known };
      const login: KestraLogin = forRun?.login ?? (await typed.get(typedPlace(known))) ?? { kind: 'none' };
      stopIfAborted(signal);
      if (isUnencrypted(known, login)) return { state: 'blocked', failure: plainHttp(known) };
      return { state: 'granted', endpoint: known.url, tenant: known.tenant, login };
    },
    async connect(place, login) {
      const known = readKestraPlace(place);
      if (!isPlace(known)) throw new FailureError(known);
      if (login !== null) {
        if (isUnencrypted(known, login)) throw new FailureError(plainHttp(known));
        await typed.set(typedPlace(known), login);
      }
      await records.set(key, { url: known.url, tenant: known.tenant });
    },
    async disconnect() {
      await records.set(key, undefined);
      const ofKestra = typed.list().filter((each) => each.backend === backend.id);
      for (const each of ofKestra) await typed.forget(each);
    },
  };
}

function stopIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw cancellation();
}

function plainHttp({ origin }: KnownKestraPlace) {
  return kestraMisconfigured({ kind: 'kestra-plain-http', backend, origin });
}

/** Records are kept outside our reach: what does not look like a place is none. */
function readRecord(stored: unknown): KestraPlace | null {
  if (!isObject(stored)) return null;
  const { url, tenant } = stored;
  if (typeof url !== 'string' || typeof tenant !== 'string') return null;
  return isPlace(readKestraPlace({ url, tenant })) ? { url, tenant } : null;
}

function readKestraLogin(stored: Readonly<Record<string, unknown>>): GivenKestraLogin | null {
  const { kind, token, user, password } = stored;
  if (kind === 'token' && typeof token === 'string') return { kind, token };
  if (kind !== 'basic' || typeof user !== 'string' || typeof password !== 'string') return null;
  return { kind, user, password };
}
