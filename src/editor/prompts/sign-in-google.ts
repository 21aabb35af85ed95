import * as l10n from '@vscode/l10n';
import type { GoogleBackend } from '../../configuration/index.ts';
import { showInformation } from '../shown/messages.ts';
import { typeInTerminal } from './terminal.ts';

const command = 'gcloud auth application-default login';

/** Says how to log in to Google, and types it into a terminal. Nothing is to be listed anew yet. */
export async function signInToGoogle({ id, serviceAccount }: GoogleBackend): Promise<boolean> {
  if (serviceAccount?.state === 'known') {
    void showInformation(
      l10n.t('{0} uses the service account in its configuration, not your login: correct it there.', id),
    );
    return false;
  }
  const type = l10n.t('Type into Terminal');
  const pressed = await showInformation(
    l10n.t('{0} uses your login by “{1}”: run that in a terminal, then refresh.', id, command),
    type,
  );
  if (pressed === type) typeInTerminal('Google', command);
  return false;
}
