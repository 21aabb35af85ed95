import { backendName, ruleWords } from '../../language/index.ts';
import type { HeldSecret } from '../../language/uses/index.ts';

/** The rules that hide a secret, its backend, the namespace that it is limited to, and `folder` where there are several. */
export function describeFound({ backend, secret }: HeldSecret, folder: readonly string[]): string {
  const rules = secret.rules.filter(({ result }) => result === 'fail').map(({ rule }) => ruleWords(rule));
  const limit = secret.namespace === null ? [] : [secret.namespace];
  return [...rules, backendName(backend), ...limit, ...folder].join(' · ');
}
