import * as l10n from '@vscode/l10n';
import { kestraOffers, type OfferedKestra } from '../../access/kestra/offers.ts';
import { readKestractlContexts } from '../../configuration/kestractl.ts';
import { environmentVariable, readHomeFile } from '../../host/index.ts';
import type { FolderSession } from '../session/folder-session.ts';
import { settingIn } from '../settings.ts';

/** Where kestractl keeps its contexts, in the user's home. */
const contextsFile = '.kestractl/config.yaml';

/** Places that may be a folder's Kestra, each for the user to take or not. Rejects with an AbortError only. */
export async function findKestraOffers(
  { folder }: FolderSession,
  signal: AbortSignal,
): Promise<readonly OfferedKestra[]> {
  const contexts = await readHomeFile(contextsFile, signal);
  return kestraOffers({
    setting: (name) => settingIn(folder, name),
    contexts: contexts === null ? [] : readKestractlContexts(contexts),
    environment: environmentVariable,
  });
}

/** Where it was found. */
export function offerWords({ from }: OfferedKestra): string {
  switch (from.kind) {
    case 'setting':
      return l10n.t('the setting {0}', from.name);
    case 'context':
      return l10n.t('the context {0} of {1}', from.name, `~/${contextsFile}`);
    case 'variable':
      return l10n.t('the variable {0} of your environment', from.name);
  }
}
