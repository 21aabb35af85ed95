import * as l10n from '@vscode/l10n';
import type { GoogleBackend } from '../../configuration/types.ts';
import { showInformation } from '../shown/messages.ts';
import { typeInTerminal } from './terminal.ts';

const command = 'gcloud auth application-default login';

/** Says how to log in to Google, and types it into a terminal. Nothing is to be listed anew yet. */
export async function signInToGoogle({ id, serviceAccount }: GoogleBackend): Promise<boolean> {
  if (serviceAccount?.state === 'known') {
    void showInformation(
      l10n.t(
        '{0} is asked with the service account of its configuration, which goes before any login: correct it there.',
        id,
      ),
    );
    return false;
  }
  const type = l10n.t('Type into Terminal');
  const pressed = await showInformation(
    l10n.t(
      '{0} is asked as you are logged in by “{1}”: run it in a terminal, and refresh then.',
      id,
      command,
    ),
    type,
  );
  if (pressed === type) typeInTerminal('Google', command);
  return false;
}
