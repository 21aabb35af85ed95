import type { LookupNamespace } from './chain.ts';
import type { BackendType } from '../managers/table.ts';
import type { NotLoadedVariable } from './reasons.ts';
import { namespaceRule } from './rules/namespace.ts';
import { visibleBy } from './rules/apply-rules.ts';
import { createSecretIndex } from './secret-index.ts';
import type { BackendSnapshot, SecretIndex, VisibleSecret } from './types.ts';

/** By list of secrets that no live index follows, such as the environment's: it never changes. */
const indexes = new WeakMap<readonly VisibleSecret[], SecretIndex>();

/** The secrets of a backend by their names. */
export function indexOf(backend: BackendSnapshot): SecretIndex {
  if (backend.index !== undefined) return backend.index;
  const { secrets } = backend;
  const known = indexes.get(secrets);
  if (known !== undefined) return known;
  const made = createSecretIndex(false);
  for (const secret of secrets) made.add(secret);
  indexes.set(secrets, made);
  return made;
}

/**
 * A name as a backend of this type compares it: two that are the same then are one name to it. Environment names compare after
 * upper-casing, all others exactly (Kestra: SecretService).
 */
export function comparedName(type: BackendType, name: string): string {
  return type === 'env' ? name.toUpperCase() : name;
}

export function secretsNamed(backend: BackendSnapshot, name: string): readonly VisibleSecret[] {
  return indexOf(backend).withName(comparedName(backend.type, name));
}

/** Where one of several environments defines the variable of a name; null: nowhere. */
export function variableIn(environments: readonly BackendSnapshot[], name: string): NotLoadedVariable | null {
  for (const backend of environments) {
    const [secret] = secretsNamed(backend, name);
    const file = secret?.origin?.file ?? backend.configuration;
    if (secret !== undefined && file !== undefined) return { variable: secret.storedName, file };
  }
  return null;
}

/** Whether the store has a secret of this name of its own, by whatever name flows ask for it. */
export function isStoredAs(backend: BackendSnapshot, lookupName: string): boolean {
  return indexOf(backend).withLookupName(lookupName).length > 0;
}

/** The secrets that the store calls so. */
export function secretsStoredAs(backend: BackendSnapshot, lookupName: string): readonly VisibleSecret[] {
  return indexOf(backend).withLookupName(lookupName);
}

/**
 * The secrets whose names, or what follows one of their slashes, are this one but for letter case and for which of `.`,
 * `_` and `-` they have; in the order of the list.
 */
export function secretsLike(backend: BackendSnapshot, name: string): readonly VisibleSecret[] {
  return indexOf(backend).like(name);
}

/** The secret that answers for a name in a namespace: one that is seen before one that may be, the nearest of those. */
export function findSecret(
  backend: BackendSnapshot,
  name: string,
  namespace: LookupNamespace,
): VisibleSecret | null {
  const matches = secretsNamed(backend, name)
    .map((secret) => secretSeenFrom(secret, backend.type, namespace))
    .sort((one, other) => (other.namespace?.length ?? -1) - (one.namespace?.length ?? -1));
  return (
    matches.find((secret) => secret.visible === true) ??
    matches.find((secret) => secret.visible === null) ??
    matches[0] ??
    null
  );
}

/** A secret with the word of the rule that depends on the flow. `type` is the backend's. */
export function secretSeenFrom(
  secret: VisibleSecret,
  type: BackendType,
  namespace: LookupNamespace,
): VisibleSecret {
  if (secret.namespace === null) return secret;
  const outcome = namespaceRule(type, secret.namespace, namespace);
  const rules = [...secret.rules, outcome];
  return { ...secret, rules, visible: secret.visible === false ? false : visibleBy(rules) };
}
