import * as l10n from '@vscode/l10n';

/** That a list may lack a new secret for some minutes, as a clause. */
export function lagWords(minutes: number): string {
  return l10n.t('a new secret may take {0} minutes to appear in its list', minutes);
}

/** That the server may have what no file tells, as a clause. */
export function unlessWords(variable: string): string {
  return l10n.t('unless the server defines {0}', variable);
}
