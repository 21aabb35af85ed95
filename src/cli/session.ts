import { memoryStorages } from '../access/index.ts';
import { isRemote } from '../managers/table.ts';
import type { Catalog } from '../catalog/index.ts';
import type { FolderConfiguration } from '../configuration/index.ts';
import { checkChosen, chosenFile } from './chosen-configuration.ts';
import { mayTellAnything } from '../flow/read-once.ts';
import { openFolder } from '../folder/index.ts';
import { listOnce, readOnce } from '../folder/one-run.ts';
import { azureCliToken, readNetworkOfEnvironment, type NetworkOfEnvironment } from '../host/index.ts';
import { locationWords, type ProblemSeverities } from '../language/index.ts';
import type { Log } from '../ports/log.ts';
import { openRoot, type RootProblem, type SearchableFiles } from '../workspace/index.ts';
import type { Options } from './invocation.ts';
import { azureCloudName, checkAzureCloud, readEnvironmentFiles, readProblemSeverities } from './settings.ts';
import { CannotDo, WrongUsage } from './trouble.ts';

/** One folder, read and ready to be asked. */
export interface Session {
  /** Absolute. */
  readonly root: string;
  readonly files: SearchableFiles;
  readonly configuration: FolderConfiguration;
  readonly catalog: Catalog;
  readonly options: Options;
  /** What of this machine's settings does not count, as it turns out; a sentence each. */
  readonly warnings: ReadonlySet<string>;
  /** What the folder's settings say of problems. */
  readonly severities: ProblemSeverities;
}

/**
 * Reads the folder's configuration and prepares its catalog; sends nothing yet. Running the command line is the
 * trust in the folder. Rejects with {@link CannotDo} where there is no such folder, or no such configuration in it, with
 * {@link WrongUsage} where something else was given wrong.
 */
export async function openSession(options: Options, signal: AbortSignal): Promise<Session> {
  checkAzureCloud();
  const opened = await openRoot(options.folder);
  if ('problem' in opened) throw new CannotDo(folderTrouble(options.folder, opened.problem));
  const { root } = opened;
  const warnings = new Set<string>();
  // AWS's client tells whoever runs it on an older Node that it wants a newer one, which users cannot change.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  const { files, catalog, choice, readConfiguration } = openFolder({
    root,
    storage: { folder: root, ...memoryStorages() },
    isTrusted: () => true,
    settings: {
      environmentFiles: (files, signal) => readEnvironmentFiles(files, warnings, signal),
      usesEnvironment: () => options.useEnvironment,
      awsProfile: () => null,
      azureCloud: azureCloudName,
    },
    azureAccount: {
      // Nobody is asked about an account: the run is the yes.
      accountName: () => Promise.resolve(null),
      accountToken: azureCliToken,
    },
    async network(signal) {
      const { settings, brokenFile } = await readNetworkOfEnvironment(signal);
      if (brokenFile !== null) warnings.add(certificateWarning(brokenFile));
      return settings;
    },
    log: silentLog,
    locationWords,
    run: {
      allowed: {
        endpoints: options.allowEndpoints,
        variables: options.allowVariables,
        ownLogins: true,
      },
      addresses: options.addresses,
      offline: options.offline,
      ...(options.kestra === null ? {} : { kestra: options.kestra }),
      filesOf: (files) => readOnce(listOnce(files), mayTellAnything),
    },
  });
  const chosen =
    options.configuration === null ? null : await chosenFile(root, options.configuration, signal);
  await choice.choose(chosen);
  const configuration = await readConfiguration(null, signal);
  if (chosen !== null) checkChosen(chosen, configuration);
  checkAddresses(options, configuration);
  catalog.configure(configuration);
  const severities = await readProblemSeverities(files, warnings, signal);
  return { root, files, configuration, catalog, options, warnings, severities };
}

function certificateWarning({ path, problem }: NonNullable<NetworkOfEnvironment['brokenFile']>): string {
  return problem === 'unreadable'
    ? `NODE_EXTRA_CA_CERTS: ${path} cannot be read, so it adds no certificate: correct the path, or check who may read it.`
    : `NODE_EXTRA_CA_CERTS: ${path} holds no certificate, so it adds none: name a file with certificates as PEM, or one as DER.`;
}

function folderTrouble(folder: string, problem: RootProblem): string {
  switch (problem) {
    case 'absent':
    case 'no-folder':
      return `there is no folder ${folder}`;
    case 'not-resolved':
      return `where the folder ${folder} really is cannot be found out, so nothing in it is read`;
    case 'unreadable':
      return `the folder ${folder} cannot be read`;
  }
}

/** Failures are told with the backends they belong to; nothing else is said. */
const silentLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** `--address` for a backend that is not there would change nothing, silently. */
function checkAddresses(options: Options, configuration: FolderConfiguration): void {
  const known = configuration.backends.filter(isRemote).map(({ id }) => id);
  for (const backend of Object.keys(options.addresses)) {
    if (known.includes(backend)) continue;
    const others = known.length === 0 ? 'the folder configures none' : `there is ${known.join(', ')}`;
    throw new WrongUsage(`--address: there is no backend ${backend} with an address; ${others}`);
  }
}
