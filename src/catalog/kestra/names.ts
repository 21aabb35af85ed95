import { kestraBackend, usualTenant } from '../../managers/kestra.ts';
import type { ListedName } from '../../stores/index.ts';
import { isWithin, type LookupNamespace } from '../chain.ts';
import { placedBackend } from '../placed-backend.ts';
import type { PlacedBackend } from '../reasons.ts';
import type { KestraFacts } from './types.ts';

/** By list of names: a list never changes. */
const indexes = new WeakMap<readonly ListedName[], ReadonlyMap<string, readonly ListedName[]>>();

export function isOpenSource({ about }: Pick<KestraFacts, 'about'>): boolean {
  return about?.edition === 'open-source';
}

/** A name as this Kestra compares it: open source has variables only, whose letter case does not count (Kestra: SecretService). */
export function compareName(facts: Pick<KestraFacts, 'about'>, name: string): string {
  return isOpenSource(facts) ? name.toUpperCase() : name;
}

/** The name by which a lookup in a namespace would find the secret, of the nearest namespace; null: there is none. */
export function listedName(facts: KestraFacts, name: string, namespace: LookupNamespace): ListedName | null {
  const listed = (indexOf(facts).get(compareName(facts, name)) ?? []).filter((each) =>
    isReached(facts, each, namespace),
  );
  return listed.sort(byDepth)[0] ?? null;
}

/** The namespaces in which it lists a name, in their order. */
export function namespacesWith(facts: KestraFacts, name: string): readonly string[] {
  const listed = indexOf(facts).get(compareName(facts, name)) ?? [];
  return [...new Set(listed.flatMap(({ namespace }) => namespace ?? []))].sort();
}

/** Whether it lists a name, of whichever namespace. */
export function isListed(facts: KestraFacts, name: string): boolean {
  return indexOf(facts).has(compareName(facts, name));
}

/** All names that a lookup in a namespace would find, each once, in their order. */
export function listedNames(facts: KestraFacts, namespace: LookupNamespace): readonly ListedName[] {
  const nearest = [...facts.names].filter((each) => isReached(facts, each, namespace)).sort(byDepth);
  const byName = new Map<string, ListedName>();
  for (const each of nearest) if (!byName.has(each.name)) byName.set(each.name, each);
  return [...byName.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** By list of names, as it is. */
const texts = new WeakMap<readonly ListedName[], readonly string[]>();

/** Its names, of whichever namespace; the same array for the same list. */
export function allNames({ names }: KestraFacts): readonly string[] {
  const known = texts.get(names);
  if (known !== undefined) return known;
  const made = [...new Set(names.map(({ name }) => name))];
  texts.set(names, made);
  return made;
}

/** How sentences name it. */
export function placedKestra({ endpoint, tenant }: KestraFacts): PlacedBackend {
  return placedBackend({
    ...kestraBackend,
    type: 'unsupported',
    location: [endpoint, ...(tenant === usualTenant ? [] : [tenant])].join(' ').trim(),
  });
}

function indexOf(facts: KestraFacts): ReadonlyMap<string, readonly ListedName[]> {
  const known = indexes.get(facts.names);
  if (known !== undefined) return known;
  const index = new Map<string, ListedName[]>();
  for (const each of facts.names) {
    const name = compareName(facts, each.name);
    const same = index.get(name);
    if (same === undefined) index.set(name, [each]);
    else same.push(each);
  }
  indexes.set(facts.names, index);
  return index;
}

/**
 * Whether a lookup there finds what is listed: in its namespace and those below. Open source has no namespaces of secrets; in
 * Enterprise a name without one is of nobody knows which.
 */
function isReached(facts: KestraFacts, { namespace: own }: ListedName, namespace: LookupNamespace): boolean {
  if (isOpenSource(facts)) return true;
  if (own === null) return facts.about?.edition !== 'enterprise';
  return namespace.kind === 'known' && isWithin(namespace.value, own);
}

function byDepth(one: ListedName, other: ListedName): number {
  return (other.namespace?.length ?? -1) - (one.namespace?.length ?? -1);
}
