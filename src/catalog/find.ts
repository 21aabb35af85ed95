import type { LookupNamespace } from './chain.ts';
import { namespaceRule } from './rules/namespace.ts';
import { visibleBy } from './rules/apply-rules.ts';
import type { BackendSnapshot, VisibleSecret } from './types.ts';

type Index = ReadonlyMap<string, readonly VisibleSecret[]>;

/** By list of secrets, which never changes and may be long: by the names flows use, and by the store's. */
const byName = new WeakMap<readonly VisibleSecret[], Index>();
const byLookupName = new WeakMap<readonly VisibleSecret[], Index>();
const byLikeness = new WeakMap<readonly VisibleSecret[], Index>();

/** Environment names compare after upper-casing, all others exactly (Kestra: SecretService). */
export function secretsNamed(backend: BackendSnapshot, name: string): readonly VisibleSecret[] {
  const wanted = backend.type === 'env' ? name.toUpperCase() : name;
  return indexed(backend.secrets, byName, namesOf).get(wanted) ?? [];
}

/** Whether the store has a secret of this name of its own, by whatever name flows ask for it. */
export function isStoredAs(backend: BackendSnapshot, lookupName: string): boolean {
  return secretsStoredAs(backend, lookupName).length > 0;
}

/** The secrets that the store calls so. */
export function secretsStoredAs(backend: BackendSnapshot, lookupName: string): readonly VisibleSecret[] {
  return indexed(backend.secrets, byLookupName, (secret) => [secret.lookupName]).get(lookupName) ?? [];
}

/**
 * The secrets whose names, or what follows one of their slashes, are this one but for letter case and for which of `.`,
 * `_` and `-` they have; in the order of the list.
 */
export function secretsLike(backend: BackendSnapshot, name: string): readonly VisibleSecret[] {
  return indexed(backend.secrets, byLikeness, likenesses).get(likeness(name)) ?? [];
}

function likenesses({ name }: VisibleSecret): readonly string[] {
  const whole = likeness(name);
  const found = new Set([whole]);
  // Nobody nests deeper, and a name of slashes alone must not cost the square of its length.
  for (let at = whole.indexOf('/'); at !== -1 && found.size < 32; at = whole.indexOf('/', at + 1)) {
    found.add(whole.slice(at + 1));
  }
  return [...found];
}

function likeness(name: string): string {
  return name.toUpperCase().replace(/[.-]/g, '_');
}

/** The secret that answers for a name in a namespace: one that is seen before one that may be, the nearest of those. */
export function findSecret(
  backend: BackendSnapshot,
  name: string,
  namespace: LookupNamespace,
): VisibleSecret | null {
  const matches = secretsNamed(backend, name)
    .map((secret) => seenFrom(secret, backend.type, namespace))
    .sort((one, other) => (other.namespace?.length ?? -1) - (one.namespace?.length ?? -1));
  return (
    matches.find((secret) => secret.visible === true) ??
    matches.find((secret) => secret.visible === null) ??
    matches[0] ??
    null
  );
}

/** A secret with the word of the rule that depends on the flow. `type` is the backend's. */
export function seenFrom(secret: VisibleSecret, type: string, namespace: LookupNamespace): VisibleSecret {
  if (secret.namespace === null) return secret;
  const outcome = namespaceRule(type, secret.namespace, namespace);
  const rules = [...secret.rules, outcome];
  return { ...secret, rules, visible: secret.visible === false ? false : visibleBy(rules) };
}

function indexed(
  secrets: readonly VisibleSecret[],
  indexes: WeakMap<readonly VisibleSecret[], Index>,
  keysOf: (secret: VisibleSecret) => readonly string[],
): Index {
  const known = indexes.get(secrets);
  if (known !== undefined) return known;
  const index = new Map<string, VisibleSecret[]>();
  for (const secret of secrets) {
    for (const key of keysOf(secret)) {
      const group = index.get(key);
      if (group === undefined) index.set(key, [secret]);
      else group.push(secret);
    }
  }
  indexes.set(secrets, index);
  return index;
}

function namesOf({ name, otherName }: VisibleSecret): readonly string[] {
  return otherName === undefined ? [name] : [name, otherName];
}
