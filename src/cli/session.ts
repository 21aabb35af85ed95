import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createAccess, isRemote, memoryStorages, type GoogleOfMachine } from '../access/index.ts';
import { createCatalog, type Catalog } from '../catalog/index.ts';
import { readConfiguration, type FolderConfiguration } from '../configuration/index.ts';
import { createFolderFiles, type SearchableFiles } from '../workspace/index.ts';
import { azureCliToken, azureCloudName } from './azure-cli.ts';
import type { Options } from './invocation.ts';
import { clock, environment, homeFile, networkSettings, podToken, silentLog } from './machine.ts';
import { readFolderSettings } from './settings.ts';
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
      environment: options.useEnvironment ? process.env : null,
    },
    signal,
  });
  checkAddresses(options, configuration);

  const access = createAccess({
    folder: root,
    trusted: () => true,
    environment,
    homeFile,
    podToken,
    awsProfiles: { chosen: () => null, list: readAwsProfiles },
    azure: {
      cloud: azureCloudName,
      // Nobody is asked about an account: the run is the yes.
      accountName: () => Promise.resolve(null),
      accountToken: azureCliToken,
    },
    google,
    ...memoryStorages(),
    allowedForRun: {
      endpoints: options.allowEndpoints,
      variables: options.allowVariables,
      ownLogins: true,
    },
    addressesForRun: options.addresses,
  });
  const network = await networkSettings(signal);
  const catalog = createCatalog({
    async open(backend, opening) {
      // AWS's client tells whoever runs it on an older Node that it wants a newer one, which users cannot change.
      process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
      // The managers' clients are loaded when the first backend is asked.
      const { openStore } = await import('../stores/index.ts');
      return openStore(backend, { ...access, network, clock, random: Math.random }, opening);
    },
    locationOf: (backend) => access.locationOf(backend),
    clock,
    log: silentLog,
    offline: options.offline,
  });
  catalog.configure(configuration);
  return { root, files, configuration, catalog, options };
}

/** Application-default credentials, looked for where a backend needs them. */
const google: GoogleOfMachine = {
  credentialsAt: async (path, signal) =>
    (await import('../stores/index.ts')).googleCredentialsAt(path, signal),
  usualCredentials: async (signal) =>
    (await import('../stores/index.ts')).usualGoogleCredentials(environment, signal),
};

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
