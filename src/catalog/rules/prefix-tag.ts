import * as l10n from '@vscode/l10n';
import type { Backend, ConfiguredValue } from '../../configuration/types.ts';
import type { StoredSecret } from '../../stores/contract.ts';
import type { RuleOutcome } from '../types.ts';
import { isLabelFor, tagWord } from './labels.ts';
import { fail, pass, undecided } from './outcome.ts';

/** Kestra's default for `prefix` at AWS and Google; Azure's is not documented. */
const usualPrefix = 'kestra';

/** A tag `prefix` beside the tag `key` must be the configured prefix. */
export function prefixTagRule(backend: Backend, tags: StoredSecret['tags']): RuleOutcome[] {
  const tag = tags?.prefix;
  if (tag === undefined) return [];
  const configured = prefixOf(backend);
  if (configured === null) {
    return [undecided('prefix-tag', l10n.t('no prefix is set, and Kestra does not document its default'))];
  }
  if (configured.state === 'not-known') {
    return [undecided('prefix-tag', l10n.t('the configured prefix is not known here'))];
  }
  if (tag === configured.value)
    return [pass('prefix-tag', l10n.t('its {0} prefix is {1}', tagWord(backend.type), tag))];
  if (backend.type === 'google-secret-manager' && isLabelFor(tag, configured.value)) {
    return [
      undecided(
        'prefix-tag',
        l10n.t('its label prefix is {0}, and a label cannot hold {1}', tag, configured.value),
      ),
    ];
  }
  return [
    fail(
      'prefix-tag',
      l10n.t(
        'its {0} prefix is {1}, the configured one is {2}',
        tagWord(backend.type),
        tag,
        configured.value,
      ),
    ),
  ];
}

function prefixOf(backend: Backend): ConfiguredValue<string> | null {
  switch (backend.type) {
    case 'aws-secret-manager':
    case 'google-secret-manager':
      return backend.prefix ?? { state: 'known', value: usualPrefix, origins: [] };
    case 'azure-key-vault':
      return backend.prefix;
    case 'vault':
    case 'unsupported':
    case 'env':
      return null;
  }
}
