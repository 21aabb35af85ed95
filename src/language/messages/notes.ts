import * as l10n from '@vscode/l10n';
import type { Note } from '../../catalog/index.ts';

/** A note on a secret as a clause; `dateOf` writes a time given in ISO 8601. */
export function noteClause(note: Note, dateOf: (time: string) => string): string {
  switch (note.kind) {
    case 'deletion-scheduled':
      return l10n.t('scheduled for deletion on {0}', dateOf(note.at));
    case 'deleted':
      return l10n.t('deleted on {0}', dateOf(note.at));
    case 'expires':
      return l10n.t('expires on {0}', dateOf(note.at));
    case 'expiry-ignored':
      return l10n.t('its expiry date is {0}, which does not keep Kestra from reading it', dateOf(note.at));
    case 'start-ignored':
      return l10n.t(
        'its activation date is {0}, which does not keep Kestra from reading it',
        dateOf(note.at),
      );
    case 'other-name':
      return l10n.t('its name may also be {0}', note.name);
    case 'value-not-known':
      return l10n.t('its value is not known here');
    case 'one-name':
      return l10n.t('{0} are one name for Kestra, which may use either', note.variables.join(', '));
    case 'same-name':
      return l10n.t(
        '{0} has the same name; which of them Kestra uses is not certain',
        note.storedNames.join(', '),
      );
    case 'subkeys-with-values':
      return l10n.t('an engine of version 1 lists names only: it gives subkeys only with their values');
    case 'key-value-pairs':
      return l10n.t(
        "its value is key/value pairs where Kestra's documentation wants plain text; a subkey reads them",
      );
    case 'json-object':
      return l10n.t('its value is a JSON object: without a subkey, a flow gets the whole of it');
  }
}
