import * as l10n from '@vscode/l10n';
import type { ValuePermission } from '../../managers/facts.ts';

/** What the reading of a value needs, as the object of a sentence. */
export function valuePermissionWords(needed: ValuePermission): string {
  switch (needed.kind) {
    case 'capability':
      return l10n.t('the capability “{0}” on the path of the secret', needed.capability);
    case 'permission-with-key':
      return l10n.t(
        'the permission {0}, and {1} where a key of your own encrypts the secret',
        needed.permission,
        needed.decrypt,
      );
    case 'permission-or-role':
      return l10n.t('the secret permission {0}, or the role {1}', needed.permission, needed.role);
    case 'permission-in-role':
      return l10n.t('the permission {0}, as in the role {1}', needed.permission, needed.role);
  }
}
