import { isWithin, type LookupNamespace } from '../chain.ts';
import type { BackendType } from '../../managers/table.ts';
import type { RuleOutcome } from '../types.ts';
import { hasLabels, isLabelFor } from './labels.ts';
import { fail, pass, undecidedOutcome } from './outcome.ts';

/** A secret that a tag (or Vault's path) limits to a namespace is seen there and below it. */
export function namespaceRule(type: BackendType, limit: string, namespace: LookupNamespace): RuleOutcome {
  if (namespace.kind === 'unknown') {
    return undecidedOutcome('namespace', { kind: 'namespace-not-known', limit });
  }
  if (isWithin(namespace.value, limit)) {
    return pass('namespace', { kind: 'namespace-within', namespace: namespace.value, limit });
  }
  const meant = selfAndAbove(namespace.value).find((outer) => isLabelFor(limit, outer));
  if (hasLabels(type) && meant !== undefined) {
    return undecidedOutcome('undocumented-rule', {
      kind: 'namespace-label-cannot-hold',
      label: limit,
      namespace: meant,
    });
  }
  return fail('namespace', { kind: 'namespace-limited', limit });
}

/** `a.b.c`, `a.b`, `a`. */
function selfAndAbove(namespace: string): string[] {
  const parts = namespace.split('.');
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('.'));
}
