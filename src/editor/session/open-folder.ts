import { workspace, type ExtensionContext, type WorkspaceFolder } from 'vscode';
import { createAccess, podTokenFile } from '../../access/index.ts';
import { createCatalog } from '../../catalog/index.ts';
import {
  environmentVariable,
  environmentVariables,
  fileLimits,
  googleCredentialsAt,
  readHomeFile,
  readSmallFile,
  systemClock,
  usualGoogleCredentials,
} from '../../host/index.ts';
import type { Log } from '../../ports/log.ts';
import { createFolderFiles } from '../../workspace/index.ts';
import { traceOf } from '../failures.ts';
import { microsoftAccount, microsoftToken } from '../azure-account.ts';
import { readNetworkSettings } from '../network.ts';
import { awsProfile, azureCloud, environmentFiles, usesEnvironment } from '../settings.ts';
import { folderStorage, forgetOlder } from '../storage.ts';
import { createFolderSession, type FolderSession } from './folder-session.ts';
import { unsavedAmong, withUnsavedDocuments } from './unsaved-files.ts';

/** Puts one workspace folder's session together. Reads nothing and sends nothing yet. */
export function openFolder(folder: WorkspaceFolder, context: ExtensionContext, log: Log): FolderSession {
  forgetOlder(context, folder.uri.toString()).catch((error: unknown) => {
    log.warn(`${folder.name}: what an earlier version kept is still there: ${traceOf(error)}`);
  });
  const saved = createFolderFiles(folder.uri.fsPath);
  const files = withUnsavedDocuments(folder.uri, saved);
  const access = createAccess({
    ...folderStorage(context, folder.uri.toString()),
    trusted: () => workspace.isTrusted,
    environment: environmentVariable,
    homeFile: readHomeFile,
    podToken: (signal) => readSmallFile(podTokenFile, fileLimits.token, signal),
    awsProfiles: {
      chosen: awsProfile,
      list: async () => (await import('../../stores/index.ts')).awsProfiles(),
    },
    azure: { cloud: azureCloud, accountName: microsoftAccount, accountToken: microsoftToken },
    google: {
      credentialsAt: googleCredentialsAt,
      usualCredentials: (signal) => usualGoogleCredentials(environmentVariable, signal),
    },
  });
  const catalog = createCatalog({
    async open(backend, signal) {
      // The managers' clients are loaded when the first backend is asked.
      const { openStore } = await import('../../stores/index.ts');
      const network = await readNetworkSettings(log, signal);
      return openStore(
        backend,
        {
          ...access,
          network,
          clock: systemClock,
          random: Math.random,
        },
        signal,
      );
    },
    locationOf: (backend) => access.locationOf(backend),
    clock: systemClock,
    log,
  });
  return createFolderSession(folder, {
    files,
    access,
    catalog,
    log,
    async readConfiguration(before, signal) {
      // Most of the YAML library comes with it: loaded with the first folder that is read.
      const { readConfiguration, withUnsavedRules } = await import('../../configuration/index.ts');
      const settings = {
        environmentFiles: environmentFiles(folder),
        environment: usesEnvironment() ? environmentVariables() : null,
      };
      const typed = await readConfiguration({ files, settings, signal });
      const unsaved = unsavedAmong(folder, typed.files);
      if (unsaved.length === 0) return typed;
      const onDisk = await readConfiguration({ files: saved, settings, signal });
      return withUnsavedRules({ saved: onDisk, typed, files: unsaved, before });
    },
  });
}
