import { memoryStorages } from '../../src/access/index.ts';
import { locationWords } from '../../src/language/messages/locations.ts';
import type { FolderClient } from '../../src/folder/client.ts';
import { quietLog } from './quiet-log.ts';

/** A client of a folder that is trusted and says nothing else of itself. */
export function folderClient(root: string, changes: Partial<FolderClient> = {}): FolderClient {
  return {
    root,
    storage: { folder: root, ...memoryStorages() },
    isTrusted: () => true,
    settings: {
      environmentFiles: () => Promise.resolve([]),
      usesEnvironment: () => false,
      awsProfile: () => null,
      azureCloud: () => 'public',
    },
    azureAccount: { accountName: () => Promise.resolve(null), accountToken: () => Promise.resolve(null) },
    network: () => Promise.resolve({ extraCertificates: [] }),
    log: quietLog,
    locationWords,
    ...changes,
  };
}
