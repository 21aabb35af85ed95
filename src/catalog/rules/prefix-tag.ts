import type { Backend, ConfiguredValue } from '../../configuration/index.ts';
import { factsOfType } from '../../managers/table.ts';
import type { StoredSecret } from '../../stores/index.ts';
import type { RuleOutcome } from '../types.ts';
import { hasLabels, isLabelFor } from './labels.ts';
import { fail, pass, undecidedOutcome } from './outcome.ts';

/** A tag `prefix` beside the tag `key` must be the configured prefix. */
export function prefixTagRule(backend: Backend, tags: StoredSecret['tags']): RuleOutcome[] {
  const tag = tags?.prefix;
  if (tag === undefined) return [];
  const configured = prefixOf(backend);
  if (configured === null) {
    return [undecidedOutcome('prefix-tag', { kind: 'default-prefix-not-documented' })];
  }
  if (configured.state === 'not-known') {
    return [undecidedOutcome('prefix-tag', { kind: 'configured-prefix-not-known' })];
  }
  const { type } = backend;
  const prefix = configured.value;
  if (tag === prefix) return [pass('prefix-tag', { kind: 'prefix-tag-matches', type, prefix })];
  if (hasLabels(type) && isLabelFor(tag, prefix)) {
    return [undecidedOutcome('prefix-tag', { kind: 'prefix-label-cannot-hold', label: tag, prefix })];
  }
  return [fail('prefix-tag', { kind: 'prefix-tag-differs', type, tag, configured: prefix })];
}

function prefixOf(backend: Backend): ConfiguredValue<string> | null {
  const facts = factsOfType(backend.type);
  if (facts?.tagsGiveNames !== true || !('prefix' in backend)) return null;
  if (backend.prefix !== null || facts.usualPrefix === null) return backend.prefix;
  return { state: 'known', value: facts.usualPrefix, origins: [] };
}
