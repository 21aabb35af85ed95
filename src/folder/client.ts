import type { AllowedForRun, AzureOfMachine, KestraOfRun, KestraPlace } from '../access/index.ts';
import type { AzureCloudName } from '../managers/azure-clouds.ts';
import type { FolderFiles } from '../ports/files.ts';
import type { Location } from '../ports/location.ts';
import type { Log } from '../ports/log.ts';
import type { NetworkSettings } from '../ports/network.ts';
import type { CredentialStorage, RecordStorage } from '../ports/storage.ts';
import type { SearchableFiles } from '../workspace/index.ts';

/** What a client (an editor, a command line) says of itself to have a folder opened. */
export interface FolderClient {
  /** The folder's absolute path on this machine. */
  readonly root: string;
  readonly storage: FolderStorage;
  /** Whether the user trusts the folder now. */
  readonly isTrusted: () => boolean;
  readonly settings: ClientSettings;
  /** Who is signed in to Azure where the client runs. */
  readonly azureAccount: Pick<AzureOfMachine, 'accountName' | 'accountToken'>;
  /** The shape of the network, read when a connection is opened. Rejects with an AbortError only. */
  readonly network: (signal: AbortSignal) => Promise<NetworkSettings>;
  readonly log: Log;
  /**
   * The text of a file of the folder that the user has changed and not saved, by its path in the folder; null: it is as
   * on the disk. Left out: the client has no such texts.
   */
  readonly unsavedText?: (path: string) => string | null;
  /**
   * The absolute path of what reads a large configuration in a thread of its own (`worker/configuration-worker.ts`,
   * bundled); left out: nobody waits meanwhile, and all is read at one stretch.
   */
  readonly configurationWorker?: string;
  /** Says where a backend is, in the language of who reads it; the same of the same place. */
  readonly locationWords: (location: Location) => string;
  /** Left out: the client lives on when it has answered. */
  readonly run?: Run;
}

/** Where what the user allows in one folder is kept, and under which name. */
export interface FolderStorage {
  /** Names the folder among all that are kept there: a container may have another one at the same path. */
  readonly folder: string;
  readonly credentials: CredentialStorage;
  readonly records: RecordStorage;
}

/** Each is read when it is needed, since it may have changed. */
export interface ClientSettings {
  /** Env files that define `SECRET_*` variables, relative to the folder. Rejects with an AbortError only. */
  environmentFiles(files: FolderFiles, signal: AbortSignal): Promise<readonly string[]>;
  /** Whether the `SECRET_*` variables of this process's environment count: the user's word, never a folder's. */
  usesEnvironment(): boolean;
  /** The profile of `~/.aws` that the user chose; null: none. */
  awsProfile(): string | null;
  /** The cloud of the key vaults that a configuration gives by name alone. */
  azureCloud(): AzureCloudName;
  /** The running Kestra that the user's own settings name, never a workspace's; null: none. Left out: there are no such settings. */
  kestra?(): KestraPlace | null;
}

/** A client that ends with its answer, such as a command: the folder is walked once for all who ask. */
export interface Run {
  readonly allowed: AllowedForRun;
  /** Other addresses, by backend; each must pass `addressProblem`. */
  readonly addresses: Readonly<Record<string, string>>;
  /** The running Kestra that was given for it: nothing that is stored counts then. Left out: none was. */
  readonly kestra?: KestraOfRun;
  /** Nothing is sent. */
  readonly offline: boolean;
  /** The folder's files as they are for this run alone, in which nobody expects them to change (`one-run.ts`). */
  readonly filesOf: (files: SearchableFiles) => SearchableFiles;
}
