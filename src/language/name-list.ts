import * as l10n from '@vscode/l10n';

/** Names shown before "and N more". */
const shown = 12;

/** Names in a row, cut where there are many. */
export function nameList(names: readonly string[]): string {
  if (names.length === 0) return l10n.t('none');
  const row = names.slice(0, shown).join(', ');
  return names.length > shown ? l10n.t('{0} and {1} more', row, names.length - shown) : row;
}
