import * as l10n from '@vscode/l10n';
import type { BackendSnapshot } from '../../catalog/index.ts';
import { backendName } from '../../language/index.ts';

/**
 * What came of a check of all flows; `notFound`: how many calls ask for what Kestra does not find. Nothing is said to be there that no
 * backend was asked for.
 */
export function checkedWords(notFound: number, backends: readonly BackendSnapshot[]): string {
  if (backends.length === 0 && notFound === 0) {
    return l10n.t('No Kestra configuration was found: whether a name is missing is not known.');
  }
  const failing = new Set(backends.filter(({ failure }) => failure !== null).map(backendName));
  const words = foundWords(notFound, failing.size > 0);
  if (failing.size === 0) return words;
  const more = l10n.t('More may be missing, because this could not be read: {0}.', [...failing].join(', '));
  return `${words} ${more}`;
}

function foundWords(notFound: number, isInPart: boolean): string {
  switch (notFound) {
    case 0:
      return isInPart
        ? l10n.t('All flows are checked. No name is known to be missing or hidden.')
        : l10n.t('All flows are checked. No name is missing or hidden.');
    case 1:
      return l10n.t('All flows are checked. One call asks for a secret that Kestra does not find.');
    default:
      return l10n.t('All flows are checked. {0} calls ask for secrets that Kestra does not find.', notFound);
  }
}
