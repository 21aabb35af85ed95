import type { PrefixFilter } from '../../configuration/index.ts';
import type { RuleOutcome } from '../types.ts';
import { fail, pass, undecidedOutcome } from './outcome.ts';

/** How the names below a prefix are spelled in flows; `full` is the manager's own name. */
export type PrefixNaming =
  | { readonly spelling: 'full' }
  | { readonly spelling: 'stripped'; readonly name: string }
  /** keep-prefix is not set or not known: one of the two, and nobody can tell which. */
  | { readonly spelling: 'either'; readonly stripped: string };

/** `filter-on-prefix`: only names that begin with the prefix are seen (Kestra's page on read-only managers). */
export function prefixFilterRule(filter: PrefixFilter, stored: string): RuleOutcome {
  const { prefix } = filter;
  if (prefix.state === 'not-known') {
    return undecidedOutcome('filter-on-prefix', { kind: 'prefix-not-known' });
  }
  return stored.startsWith(prefix.value)
    ? pass('filter-on-prefix', { kind: 'begins-with-prefix', prefix: prefix.value })
    : fail('filter-on-prefix', { kind: 'begins-without-prefix', prefix: prefix.value });
}

/** Whether keep-prefix leaves open how a name is spelled: its default is not documented. */
export function keepPrefixRule(filter: PrefixFilter, stored: string): RuleOutcome[] {
  const { prefix, keepPrefix } = filter;
  if (prefix.state === 'not-known' || !stored.startsWith(prefix.value)) return [];
  if (keepPrefix === null) {
    return [undecidedOutcome('undocumented-rule', { kind: 'keep-prefix-not-set', prefix: prefix.value })];
  }
  if (keepPrefix.state === 'not-known') {
    return [undecidedOutcome('undocumented-rule', { kind: 'keep-prefix-not-known' })];
  }
  if (keepPrefix.value || stored !== prefix.value) return [];
  return [undecidedOutcome('undocumented-rule', { kind: 'nothing-behind-prefix' })];
}

/** The name below the prefix, as flows write it. */
export function prefixNaming({ prefix, keepPrefix }: PrefixFilter, stored: string): PrefixNaming {
  if (prefix.state === 'not-known' || !stored.startsWith(prefix.value)) return { spelling: 'full' };
  const stripped = stored.slice(prefix.value.length);
  if (stripped === '' || stripped === stored) return { spelling: 'full' };
  if (keepPrefix?.state !== 'known') return { spelling: 'either', stripped };
  return keepPrefix.value ? { spelling: 'full' } : { spelling: 'stripped', name: stripped };
}
