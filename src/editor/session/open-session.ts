import { workspace, type ExtensionContext, type WorkspaceFolder } from 'vscode';
import { openFolder } from '../../folder/index.ts';
import { locationWords } from '../../language/index.ts';
import type { Log } from '../../ports/log.ts';
import { microsoftAccount, microsoftToken } from '../azure-account.ts';
import { traceOf } from '../failures.ts';
import { readNetworkSettings } from '../network.ts';
import {
  awsProfile,
  azureCloudSetting,
  environmentFiles,
  kestraOfUser,
  usesEnvironment,
} from '../settings.ts';
import { folderStorage, forgetOlder } from '../storage.ts';
import { createFolderSession, type FolderSession } from './folder-session.ts';
import { unsavedText } from './unsaved-text.ts';

/** Opens one workspace folder as VS Code and the user's settings describe it. Reads nothing and sends nothing yet. */
export function openFolderSession(
  folder: WorkspaceFolder,
  context: ExtensionContext,
  log: Log,
): FolderSession {
  const uri = folder.uri.toString();
  forgetOlder(context, uri).catch((error: unknown) => {
    log.warn(`${folder.name}: what an earlier version kept is still there: ${traceOf(error)}`);
  });
  const opened = openFolder({
    root: folder.uri.fsPath,
    storage: folderStorage(context, uri),
    isTrusted: () => workspace.isTrusted,
    settings: {
      environmentFiles: () => Promise.resolve(environmentFiles(folder)),
      usesEnvironment,
      awsProfile,
      azureCloud: azureCloudSetting,
      kestra: kestraOfUser,
    },
    azureAccount: { accountName: microsoftAccount, accountToken: microsoftToken },
    network: (signal) => readNetworkSettings(log, signal),
    log,
    locationWords,
    unsavedText: (path) => unsavedText(folder, path),
    configurationWorker: context.asAbsolutePath('dist/configuration-worker.js'),
  });
  return createFolderSession(folder, opened, log);
}
