import * as l10n from '@vscode/l10n';
import type { Backend } from '../../configuration/types.ts';
import type { StoredSecret } from '../../stores/contract.ts';
import type { RuleOutcome } from '../types.ts';
import { tagWord } from './labels.ts';
import { fail, pass, undecided } from './outcome.ts';
import { isCloud, isReadOnly } from './read-only.ts';

/**
 * Without read-only Kestra knows what it wrote itself, from an index of its own. At AWS, Azure and Google the tags
 * `key` and `namespace` tell what that is; Vault has no such mark.
 */
export function managedRule(backend: Backend, secret: StoredSecret): RuleOutcome[] {
  if (backend.readOnly?.state === 'not-known') {
    return [undecided('managed', l10n.t('whether this backend is read-only is not known here'))];
  }
  if (isReadOnly(backend)) return [];
  if (!isCloud(backend.type)) {
    return [
      undecided('managed', l10n.t('without read-only, Kestra sees only the secrets it created itself')),
    ];
  }
  if (secret.tags === null) return [undecided('managed', l10n.t('its tags could not be read'))];
  const word = tagWord(backend.type);
  const missing = ['key', 'namespace'].filter((tag) => (secret.tags?.[tag] ?? '') === '');
  if (missing.length === 0) return [pass('managed', l10n.t('it has every {0} that Kestra writes', word))];
  const [first = '', second] = missing;
  return [
    fail(
      'managed',
      second === undefined
        ? l10n.t('Kestra did not create it, as it has no {0} {1}', word, first)
        : l10n.t('Kestra did not create it, as it has neither the {0} {1} nor {2}', word, first, second),
    ),
  ];
}
