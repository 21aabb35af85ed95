import * as l10n from '@vscode/l10n';
import { factsOfType, type BackendType } from '../../managers/table.ts';

/** What a manager calls the words that it keeps with a secret. `type` is the backend's. */
export function tagWord(type: BackendType): string {
  return factsOfType(type)?.tagWord === 'label' ? l10n.t('label') : l10n.t('tag');
}
