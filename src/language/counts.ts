import * as l10n from '@vscode/l10n';
import type { VisibleSecret } from '../catalog/index.ts';

/** How many secrets flows can ask for, and how many are hidden, such as "12 secrets, 4 hidden". */
export function countWords(secrets: readonly Pick<VisibleSecret, 'visible'>[]): string {
  const hidden = secrets.filter(({ visible }) => visible === false).length;
  const seen = secrets.length - hidden;
  const words = seen === 1 ? l10n.t('1 secret') : l10n.t('{0} secrets', seen);
  return hidden === 0 ? words : l10n.t('{0}, {1} hidden', words, hidden);
}
