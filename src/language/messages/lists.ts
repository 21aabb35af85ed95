import * as l10n from '@vscode/l10n';

/** Names in a row for the middle of a sentence, such as "api, db or token". */
export function nameRow(names: readonly string[], joint: 'and' | 'or'): string {
  const last = names.at(-1) ?? '';
  if (names.length < 2) return last;
  const first = names.slice(0, -1).join(', ');
  return joint === 'and' ? l10n.t('{0} and {1}', first, last) : l10n.t('{0} or {1}', first, last);
}
