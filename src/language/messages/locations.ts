import * as l10n from '@vscode/l10n';
import type { Location, LocationWord } from '../../ports/location.ts';

/** Where a backend is, as people read it: `http://127.0.0.1:8200 payments/storefront`. */
export function locationWords(location: Location): string {
  return location.map((part) => (typeof part === 'string' ? part : wordsFor(part.word))).join(' ');
}

function wordsFor(word: LocationWord): string {
  switch (word) {
    case 'no-address':
      return l10n.t('no address');
    case 'no-vault-name':
      return l10n.t('no vault-name');
    case 'no-region':
      return l10n.t('no region');
    case 'no-project':
      return l10n.t('no project');
    case 'project-of-service-account':
      return l10n.t('the project of its service-account');
    case 'secret-variables':
      return l10n.t('SECRET_* variables');
  }
}
