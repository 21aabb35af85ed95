import { intern } from '../text/intern.ts';
import { mapKey } from '../text/map-key.ts';
import type { FlowSummary, IndexedReference } from './types.ts';

/** The name that a call certainly asks for; null: it has none, or one that is known when the flow runs. */
export function nameOf({ key }: IndexedReference): string | null {
  return key?.value.kind === 'constant' && typeof key.value.value === 'string' ? key.value.value : null;
}

/** Whether of the key of a call at most a pattern is known. */
export function isOpen({ key }: IndexedReference): boolean {
  return key?.value.kind === 'dynamic' || key?.value.kind === 'pattern';
}

/** Under which key the calls of a name are found: names that differ in letter case alone have one. */
export function keyOf(name: string): string {
  return intern(mapKey(name.toUpperCase()));
}

/** The calls of a file by the keys of the names of which each asks for one. */
export function groupByKey({ references }: FlowSummary): ReadonlyMap<string, readonly IndexedReference[]> {
  const groups = new Map<string, IndexedReference[]>();
  for (const reference of references) {
    for (const key of keysOf(reference)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [reference]);
      else group.push(reference);
    }
  }
  return groups;
}

function keysOf(reference: IndexedReference): Iterable<string> {
  const value = reference.key?.value;
  if (value?.kind === 'choice') return new Set(value.candidates.map(keyOf));
  const name = nameOf(reference);
  return name === null ? [] : [keyOf(name)];
}
