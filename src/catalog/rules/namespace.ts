import * as l10n from '@vscode/l10n';
import { isWithin, type LookupNamespace } from '../chain.ts';
import type { RuleOutcome } from '../types.ts';
import { isLabelFor } from './labels.ts';
import { fail, pass, undecided } from './outcome.ts';

/** A secret that a tag (or Vault's path) limits to a namespace is seen there and below it. */
export function namespaceRule(type: string, limit: string, namespace: LookupNamespace): RuleOutcome {
  if (namespace.kind === 'unknown') {
    return undecided(
      'namespace',
      l10n.t('it is limited to the namespace {0}, and the namespace is known only at run time', limit),
    );
  }
  if (isWithin(namespace.value, limit)) {
    return pass('namespace', l10n.t('{0} lies in the namespace {1}', namespace.value, limit));
  }
  const meant = selfAndAbove(namespace.value).find((outer) => isLabelFor(limit, outer));
  if (type === 'google-secret-manager' && meant !== undefined) {
    return undecided(
      'undocumented-rule',
      l10n.t('its label namespace is {0}, and a label cannot hold {1}', limit, meant),
    );
  }
  return fail('namespace', l10n.t('it is limited to the namespace {0}', limit));
}

/** `a.b.c`, `a.b`, `a`. */
function selfAndAbove(namespace: string): string[] {
  const parts = namespace.split('.');
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('.'));
}
