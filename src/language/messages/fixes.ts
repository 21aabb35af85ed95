import * as l10n from '@vscode/l10n';
import type { ConfigurationFix } from '../../configuration/index.ts';
import type { FlowFix } from '../fixes/types.ts';

/** What a fix does, as an order. It names keys and types, never a value. */
export function fixTitle({ kind, data }: Pick<ConfigurationFix | FlowFix, 'kind' | 'data'>): string {
  switch (kind) {
    case 'replace':
      return l10n.t("Replace '{0}' with '{1}'", data.from ?? '', data.to ?? '');
    case 'add':
      return l10n.t("Add '{0}'", data.line ?? '');
    case 'remove':
      return l10n.t("Remove this '{0}'", data.what ?? '');
    case 'move-out':
      return l10n.t("Move '{0}' out of the block, beside the type", data.what ?? '');
    case 'nest-token':
      return l10n.t("Put the token one level deeper, below 'token'");
    case 'nest-tags':
      return l10n.t("Put the tags one level deeper, below 'tags'");
    case 'flatten-tags':
      return l10n.t("Take the level 'tags' away");
    case 'backticks':
      return l10n.t('Put the default in backticks');
    case 'drop-hyphen':
      return l10n.t('Leave out the hyphen before the default');
    case 'quotes':
      return l10n.t('Put the value in quotes');
    case 'join':
      return l10n.t('Join the lines of the value');
    case 'write':
      return l10n.t('Write {0}', data.spelling ?? '');
    case 'subkey':
      return l10n.t("Ask for the subkey: subkey='{0}'", data.subkey ?? '');
    case 'secret-type':
      return l10n.t('Give the input the type SECRET in the place of {0}', data.from ?? '');
    case 'double-dollar':
      return l10n.t('Write the dollar sign twice');
  }
}
