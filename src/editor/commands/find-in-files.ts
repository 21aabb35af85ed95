import * as l10n from '@vscode/l10n';
import { commands as vscodeCommands } from 'vscode';
import type { Sessions } from '../session/sessions.ts';
import type { Target } from '../target.ts';
import { callPattern } from './call-pattern.ts';
import { folderName } from './choose.ts';
import { chooseSought } from './sought-secret.ts';

/**
 * Searches the folder of a row's secret, or of one that the user looks up, for the calls that ask for it, or for one of its
 * subkeys. Where there are several folders it is named: in another one the same name is another secret.
 */
export async function findInFiles(sessions: Sessions, target: Target | null): Promise<void> {
  const chosen = await chooseSought(sessions, target, l10n.t('Find in Files'));
  if (chosen === undefined) return;
  const { held, secret, subkey, session } = chosen;
  const among = folderName(sessions, session);
  await vscodeCommands.executeCommand('workbench.action.findInFiles', {
    query: callPattern(secret.name, subkey),
    isRegex: true,
    // Environment names compare after upper-casing, all others exactly; which a running Kestra has is not known.
    isCaseSensitive: held !== null && held.backend.type !== 'env',
    filesToInclude: ['*.yml', '*.yaml']
      .map((glob) => [...among.map((name) => `./${name}/**`), glob].join('/'))
      .join(', '),
    triggerSearch: true,
  });
}
