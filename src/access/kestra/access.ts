import type { CredentialStorage, RecordStorage } from '../../ports/storage.ts';
import { isObject } from '../../text/json.ts';
import { isPlace, readKestraPlace, shownPlace } from './place.ts';
import type { GivenKestraLogin, KestraAccess, KestraOfRun, KestraPlace } from './types.ts';

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
  /**
   * Where it is, for everybody to see; null: the folder is not connected. The address is empty where it is none. The same
   * object until the folder is connected otherwise, or {@link FolderKestra.rereadPlace} is called.
   */
  place(): KestraPlace | null;
  /** Says that the user's own settings may name another place. Answers whether they do. */
  rereadPlace(): boolean;
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

/** What asks for a login is loaded with the first question. */
export function createFolderKestra(dependencies: KestraDependencies): FolderKestra {
  const { folder, records, ofUser, forRun } = dependencies;
  const key = `kestra:${folder}`;
  const logins = async () => (await import('./logins.ts')).createKestraLogins(dependencies);
  const connectedPlace = () => forRun ?? readRecord(records.get(key)) ?? ofUser();
  /** Every verdict asks where it is; undefined: not read yet, or changed since. */
  let shown: KestraPlace | null | undefined;

  function readShown(): KestraPlace | null {
    const place = connectedPlace();
    return place === null ? null : shownPlace(place);
  }

  return {
    place() {
      if (shown === undefined) shown = readShown();
      return shown;
    },
    rereadPlace() {
      const before = shown;
      shown = readShown();
      return before?.url !== shown?.url || before?.tenant !== shown?.tenant;
    },
    authorizeKestra: async (signal) => (await logins()).authorize(connectedPlace(), signal),
    async connect(place, login) {
      const { url, tenant } = await (await logins()).keep(place, login);
      await records.set(key, { url, tenant });
      shown = undefined;
    },
    async disconnect() {
      await records.set(key, undefined);
      shown = undefined;
      await (await logins()).forgetAll();
    },
  };
}

/** Records are kept outside our reach: what does not look like a place is none. */
function readRecord(stored: unknown): KestraPlace | null {
  if (!isObject(stored)) return null;
  const { url, tenant } = stored;
  if (typeof url !== 'string' || typeof tenant !== 'string') return null;
  return isPlace(readKestraPlace({ url, tenant })) ? { url, tenant } : null;
}
