import { factsOfType, type BackendType } from '../managers/table.ts';
import { isStoredAs } from './find.ts';
import type { BackendSnapshot } from './types.ts';

/**
 * The store's own names under which a secret of this name can be: what is asked freshly before it is called missing.
 * Empty where no such question settles anything, and the complete list is enough.
 */
export function lookupNames(backend: BackendSnapshot, name: string): readonly string[] {
  if (backend.abilities?.lookup !== true) return [];
  return candidates(backend, name).filter(
    // One that is in the list has another name in flows: the list has told that.
    (candidate) => isStorable(backend.type, candidate) && !isStoredAs(backend, candidate),
  );
}

function candidates({ prefixFilter }: BackendSnapshot, name: string): readonly string[] {
  if (prefixFilter === undefined) return [name];
  const { prefix, keepPrefix } = prefixFilter;
  if (prefix.state === 'not-known') return [];
  const kept = name.startsWith(prefix.value) ? [name] : [];
  const stripped = [prefix.value + name];
  if (keepPrefix?.state !== 'known') return [...new Set([...kept, ...stripped])];
  return keepPrefix.value ? kept : stripped;
}

/** Whether the manager can hold a secret of this name at all; of what is no manager nothing is known. */
export function isStorable(type: BackendType, name: string): boolean {
  return factsOfType(type)?.canHold(name) ?? true;
}
