import * as l10n from '@vscode/l10n';
import type { Backend } from '../../configuration/types.ts';
import type { StoredSecret } from '../../stores/contract.ts';
import type { RuleOutcome } from '../types.ts';
import { fail, undecided } from './outcome.ts';

/** What Kestra could not read even if it saw it. Of Vault and Google that is known once the secret itself was asked. */
export function readableRule(type: Backend['type'], secret: StoredSecret): RuleOutcome[] {
  switch (secret.readable) {
    case 'yes':
    case 'unknown':
      return [];
    case 'not-told':
      return [
        undecided(
          'no-version',
          l10n.t('its manager names no current version, and only a read of the value tells'),
        ),
      ];
    case 'deleted':
      return [
        fail(
          'deleted',
          type === 'aws-secret-manager'
            ? l10n.t('it is scheduled for deletion')
            : l10n.t('its newest version is deleted'),
        ),
      ];
    case 'disabled':
      return [fail('disabled', l10n.t('it is disabled'))];
    case 'no-version':
      return [
        fail(
          'no-version',
          type === 'google-secret-manager'
            ? l10n.t('its latest version is not enabled')
            : l10n.t('it has no version that can be read'),
        ),
      ];
  }
}
