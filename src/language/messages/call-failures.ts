import * as l10n from '@vscode/l10n';
import type { CallFailure } from '../../flow/index.ts';

/** Why a call fails before Kestra looks anything up, as a whole sentence. */
export function callFailureMessage(failure: CallFailure): string {
  switch (failure.code) {
    case 'unknown-argument':
      return l10n.t('Fails: secret() has no argument {0}.', failure.argument);
    case 'too-many-arguments':
      return l10n.t('Fails: secret() takes four arguments at most.');
    case 'no-key':
      return l10n.t('Fails: secret() is given no name.');
    case 'wrong-type':
      return l10n.t('Fails: {0} must be a text in quotes.', failure.argument);
    case 'full-with-subkey':
      return l10n.t('Fails: full=true and subkey cannot be given together.');
    case 'inside-macro':
      return l10n.t('Fails: secret() cannot be called inside a macro.');
  }
}
