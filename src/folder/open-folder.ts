import { createAccess, type Access } from '../access/index.ts';
import { createFolderKestra, type FolderKestra } from '../access/kestra/access.ts';
import { createCatalog, type Catalog } from '../catalog/index.ts';
import type { ConfigurationInput, FolderConfiguration, SurveyMemory } from '../configuration/index.ts';
import { environmentVariables, systemClock } from '../host/index.ts';
import { createFolderFiles, type SearchableFiles } from '../workspace/index.ts';
import type { FolderClient } from './client.ts';
import type { FirstReading, FolderFlows } from './flows/folder-flows.ts';
import { createConfigurationChoice, type ConfigurationChoice } from './configuration-choice.ts';
import { withRefusalsLogged, withUnsavedTexts } from './files.ts';
import { kestraConnection } from './kestra.ts';
import { credentialsOfMachine, readAwsProfiles } from './machine.ts';

/** One folder, composed: its files, who may be asked, and what Kestra sees of it. */
export interface OpenedFolder {
  /** As the user sees them: with what is typed and not saved. */
  readonly files: SearchableFiles;
  readonly access: Access;
  /** Where its running Kestra is; who connects it otherwise tells the catalog (`reconnectKestra`). */
  readonly kestra: FolderKestra;
  /** Empty until it is configured with what {@link OpenedFolder.readConfiguration} read; the client closes it. */
  readonly catalog: Catalog;
  /**
   * Opens what all its flows ask for, with what is typed and not saved; the client closes it. Reads nothing yet. `show` is
   * called when the first reading begins.
   */
  readonly openFlows: (show: (reading: FirstReading) => void) => Promise<FolderFlows>;
  /** Counts from the next reading on. */
  readonly choice: ConfigurationChoice;
  /**
   * Reads what the folder's files say of Kestra's backends. `before`: what held until now, for the rules of a text that
   * does not read cleanly while it is typed; null: nothing was read yet. Rejects with an AbortError only.
   */
  readonly readConfiguration: (
    before: FolderConfiguration | null,
    signal: AbortSignal,
  ) => Promise<FolderConfiguration>;
  /**
   * Whether files that changed on the disk (relative to the folder) may have configured Kestra before, or do now, so that
   * the configuration is to be read anew. It opens no other file. Rejects with an AbortError only.
   */
  readonly concernsConfiguration: (changed: readonly string[], signal: AbortSignal) => Promise<boolean>;
}

/** So long files are read before others have their turn, where the client has something else to do; in ms. */
const longestHold = 12;

/** Opens a folder for a client: the one place where its parts are put together. Reads nothing and sends nothing yet. */
export function openFolder(client: FolderClient): OpenedFolder {
  const plain = createFolderFiles(client.root, client.run === undefined ? longestHold : undefined);
  const onDisk = withRefusalsLogged(plain, client.root, client.log);
  const saved = client.run?.filesOf(onDisk) ?? onDisk;
  const files = client.unsavedText === undefined ? saved : withUnsavedTexts(saved, client.unsavedText);
  const access = accessFor(client);
  const kestra = kestraFor(client);
  const choice = createConfigurationChoice(client.storage);
  const memory: SurveyMemory = new Map();
  return {
    files,
    access,
    kestra,
    catalog: catalogFor(client, access, kestra),
    // It comes with what reads a flow's mistakes.
    openFlows: async (show) => (await import('./flows/folder-flows.ts')).createFolderFlows(files, show),
    choice,
    readConfiguration: (before, signal) =>
      readFor(client, { onDisk: saved, memory, chosen: choice.chosen(), before }, signal),
    concernsConfiguration: async (changed, signal) =>
      (await import('../configuration/index.ts')).concernsConfiguration(saved, changed, memory, signal),
  };
}

function accessFor({ storage, isTrusted, settings, azureAccount, run }: FolderClient): Access {
  return createAccess({
    ...storage,
    ...credentialsOfMachine,
    isTrusted,
    awsProfiles: { chosenProfile: () => settings.awsProfile(), list: readAwsProfiles },
    azure: { ...azureAccount, cloud: () => settings.azureCloud() },
    ...(run === undefined ? {} : { allowedForRun: run.allowed, addressesForRun: run.addresses }),
  });
}

function kestraFor({ storage, isTrusted, settings, run }: FolderClient): FolderKestra {
  return createFolderKestra({
    ...storage,
    isTrusted,
    // A run has what was given for it, or none.
    ofUser: () => (run === undefined ? (settings.kestra?.() ?? null) : null),
    ...(run?.kestra === undefined ? {} : { forRun: run.kestra }),
  });
}

function catalogFor(
  { network, log, run, locationWords }: FolderClient,
  access: Access,
  kestra: FolderKestra,
): Catalog {
  const ports = async (signal: AbortSignal) => ({
    network: await network(signal),
    clock: systemClock,
    random: Math.random,
  });
  return createCatalog({
    async open(backend, signal) {
      // The managers' clients are loaded when the first backend is asked.
      const { openStore } = await import('../stores/index.ts');
      return openStore(backend, { ...access, ...(await ports(signal)) }, signal);
    },
    kestra: kestraConnection(kestra, ports),
    locationOf: (backend) => locationWords(access.locationOf(backend)),
    clock: systemClock,
    log,
    offline: run?.offline ?? false,
    isOneRun: run !== undefined,
  });
}

/** What one reading of a configuration starts from. */
interface ToRead {
  readonly onDisk: SearchableFiles;
  readonly memory: SurveyMemory;
  /** The file of the configuration that the user chose; null: none. */
  readonly chosen: string | null;
  readonly before: FolderConfiguration | null;
}

/** Who is asked, and with what, is as saved; the rules are as typed. */
async function readFor(
  { settings, unsavedText, configurationWorker }: FolderClient,
  { onDisk, memory, chosen, before }: ToRead,
  signal: AbortSignal,
): Promise<FolderConfiguration> {
  // Most of the YAML library comes with it: loaded with the first folder that is read.
  const { readConfiguration, readSmallConfiguration, surveyFolder, withUnsavedRules } =
    await import('../configuration/index.ts');
  const read = async (input: ConfigurationInput): Promise<FolderConfiguration> => {
    if (configurationWorker === undefined) return readConfiguration(input);
    const small = await readSmallConfiguration(input);
    if (small !== null) return small;
    const { readInWorker } = await import('./worker/read-in-worker.ts');
    return readInWorker(configurationWorker, input);
  };
  // While somebody types in a configuration, the folder's other files are not looked through at every pause.
  const isTyped = before?.files.some((path) => (unsavedText?.(path) ?? null) !== null) === true;
  if (!isTyped) memory.clear();
  // Any text may be another kind of configuration: of those that are not saved each counts as typed, and as saved.
  const { survey, files: saved } = await surveyFolder(onDisk, signal, {
    memory,
    ...(unsavedText === undefined ? {} : { otherText: unsavedText }),
  });
  // Noted when it is read: by the end of the reading it may be saved, or gone again.
  const readUnsaved = new Set<string>();
  const typedFiles =
    unsavedText === undefined
      ? saved
      : withUnsavedTexts(saved, (path) => {
          const text = unsavedText(path);
          if (text !== null) readUnsaved.add(path);
          return text;
        });
  const counted = {
    environmentFiles: await settings.environmentFiles(typedFiles, signal),
    environment: settings.usesEnvironment() ? environmentVariables() : null,
    ...(chosen === null ? {} : { configuration: chosen }),
  };
  const typed = await read({ files: typedFiles, settings: counted, signal, survey });
  if (readUnsaved.size === 0) return typed;
  const asSaved = await read({ files: saved, settings: counted, signal, survey });
  return withUnsavedRules({ saved: asSaved, typed, files: [...readUnsaved], before });
}
