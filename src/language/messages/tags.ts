import * as l10n from '@vscode/l10n';

/** What a manager calls the words that it keeps with a secret. `type` is the backend's. */
export function tagWord(type: string): string {
  return type === 'google-secret-manager' ? l10n.t('label') : l10n.t('tag');
}
