import type { Backend } from '../../configuration/index.ts';
import type { StoredSecret } from '../../stores/index.ts';
import type { RuleOutcome } from '../types.ts';
import { fail, pass, undecidedOutcome } from './outcome.ts';
import { isCloud, isReadOnly } from './read-only.ts';

/**
 * Without read-only Kestra knows what it wrote itself, from an index of its own. At AWS, Azure and Google the tags
 * `key` and `namespace` tell what that is; Vault has no such mark.
 */
export function managedRule(backend: Backend, secret: StoredSecret): RuleOutcome[] {
  if (backend.readOnly?.state === 'not-known') {
    return [undecidedOutcome('managed', { kind: 'read-only-not-known' })];
  }
  if (isReadOnly(backend)) return [];
  if (!isCloud(backend.type)) {
    return [undecidedOutcome('managed', { kind: 'index-not-readable' })];
  }
  if (secret.tags === null) return [undecidedOutcome('managed', { kind: 'tags-not-read' })];
  const { type } = backend;
  const tags = ['key', 'namespace'].filter((tag) => (secret.tags?.[tag] ?? '') === '');
  return tags.length === 0
    ? [pass('managed', { kind: 'kestra-tags-there', type })]
    : [fail('managed', { kind: 'kestra-tags-not-there', type, tags })];
}
