import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createAccess, isRemote, memoryStorages, podTokenFile } from '../access/index.ts';
import { createCatalog, type Catalog } from '../catalog/index.ts';
import { readConfiguration, type FolderConfiguration } from '../configuration/index.ts';
import {
  azureCliToken,
  environmentVariable,
  environmentVariables,
  fileLimits,
  googleCredentialsAt,
  readHomeFile,
  readNetworkOfEnvironment,
  readSmallFile,
  systemClock,
  usualGoogleCredentials,
} from '../host/index.ts';
import type { Log } from '../ports/log.ts';
import { createFolderFiles, type SearchableFiles } from '../workspace/index.ts';
import type { Options } from './invocation.ts';
import { azureCloudName, readFolderSettings } from './settings.ts';
import { CannotDo, WrongUsage } from './trouble.ts';

/** One folder, read and ready to be asked. */
export interface Session {
  /** Absolute. */
  readonly root: string;
  readonly files: SearchableFiles;
  readonly configuration: FolderConfiguration;
  readonly catalog: Catalog;
  readonly options: Options;
}

/**
 * Reads the folder's configuration and prepares its catalog; sends nothing yet. Running the command line is the
 * trust in the folder. Rejects with {@link CannotDo} where there is no such folder.
 */
export async function openSession(options: Options, signal: AbortSignal): Promise<Session> {
  const root = resolve(options.folder);
  const isFolder = await stat(root).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) throw new CannotDo(`there is no folder ${options.folder}`);
  const files = listedOnce(createFolderFiles(root));
  const { environmentFiles } = await readFolderSettings(files, signal);
  const configuration = await readConfiguration({
    files,
    settings: {
      environmentFiles,
      environment: options.useEnvironment ? environmentVariables() : null,
    },
    signal,
  });
  checkAddresses(options, configuration);

  const access = createAccess({
    folder: root,
    trusted: () => true,
    environment: environmentVariable,
    homeFile: readHomeFile,
    podToken: (stop) => readSmallFile(podTokenFile, fileLimits.token, stop),
    awsProfiles: { chosen: () => null, list: readAwsProfiles },
    azure: {
      cloud: azureCloudName,
      // Nobody is asked about an account: the run is the yes.
      accountName: () => Promise.resolve(null),
      accountToken: azureCliToken,
    },
    google: {
      credentialsAt: googleCredentialsAt,
      usualCredentials: (stop) => usualGoogleCredentials(environmentVariable, stop),
    },
    ...memoryStorages(),
    allowedForRun: {
      endpoints: options.allowEndpoints,
      variables: options.allowVariables,
      ownLogins: true,
    },
    addressesForRun: options.addresses,
  });
  const network = await readNetworkOfEnvironment(signal);
  const catalog = createCatalog({
    async open(backend, opening) {
      // AWS's client tells whoever runs it on an older Node that it wants a newer one, which users cannot change.
      process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
      // The managers' clients are loaded when the first backend is asked.
      const { openStore } = await import('../stores/index.ts');
      return openStore(backend, { ...access, network, clock: systemClock, random: Math.random }, opening);
    },
    locationOf: (backend) => access.locationOf(backend),
    clock: systemClock,
    log: silentLog,
    offline: options.offline,
  });
  catalog.configure(configuration);
  return { root, files, configuration, catalog, options };
}

/** Failures are told with the backends they belong to; nothing else is said. */
const silentLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** The client that knows the files of `~/.aws` is loaded where a backend needs them. */
async function readAwsProfiles() {
  const { awsProfiles } = await import('../stores/index.ts');
  return awsProfiles();
}

/** A run is short: the folder is walked once for all who ask. */
function listedOnce(files: SearchableFiles): SearchableFiles {
  let listing: Promise<readonly string[]> | undefined;
  return {
    read: (path, signal) => files.read(path, signal),
    list: (signal) => (listing ??= files.list(signal)),
    notFollowed: () => files.notFollowed?.() ?? [],
    listBelow: (folder, signal) => files.listBelow(folder, signal),
  };
}

/** `--address` for a backend that is not there would change nothing, silently. */
function checkAddresses(options: Options, configuration: FolderConfiguration): void {
  const known = configuration.backends.filter(isRemote).map(({ id }) => id);
  for (const backend of Object.keys(options.addresses)) {
    if (known.includes(backend)) continue;
    const others = known.length === 0 ? 'the folder configures none' : `there is ${known.join(', ')}`;
    throw new WrongUsage(`--address: there is no backend ${backend} whose address can be given; ${others}`);
  }
}
