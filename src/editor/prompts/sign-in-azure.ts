import * as l10n from '@vscode/l10n';
import { azureAccountQuestion } from '../../access/index.ts';
import type { AzureBackend } from '../../configuration/index.ts';
import { signInToMicrosoft } from '../azure-account.ts';
import { failureMessage } from '../../language/messages/index.ts';
import type { FolderSession } from '../session/folder-session.ts';
import { showWarning } from '../shown/messages.ts';

/** Signs in to VS Code's own Microsoft account, which is for vaults of Azure's own alone. Whether somebody did. */
export async function signInToAzure(backend: AzureBackend, session: FolderSession): Promise<boolean> {
  const place = session.access.placeOf(backend);
  if (place.state === 'blocked') {
    void showWarning(failureMessage(place.failure));
    return false;
  }
  const question = azureAccountQuestion(backend, place.origin);
  if (question !== null) return signInToMicrosoft(question);
  void showWarning(
    l10n.t(
      'A Microsoft account works for Azure’s key vaults only, and {0} is none: configure a client secret, or set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET.',
      place.origin,
    ),
  );
  return false;
}
