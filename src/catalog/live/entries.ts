import type { StoredSecret } from '../../stores/index.ts';
import { createSecretIndex } from '../secret-index.ts';
import type { SecretIndex, VisibleSecret } from '../types.ts';

/** One secret of a backend's list. */
export interface Entry {
  readonly secret: StoredSecret;
  readonly seen: VisibleSecret;
  /** When the secret itself was last asked for, ms since the epoch; null: it is known from lists only. */
  readonly askedAt: number | null;
}

/** The secrets of one list by the names the store is asked with, and their index; changed in place. */
export interface Entries {
  readonly index: SecretIndex;
  get(name: string): Entry | undefined;
  set(name: string, entry: Entry): void;
  /** Whether there was one. */
  delete(name: string): boolean;
  /** How many there are. */
  size(): number;
  /** Others, each made anew from one of these, in its place: no index is changed name by name. */
  remade(make: (entry: Entry) => Entry): Entries;
}

/** `entries`: those it begins with, which it takes for its own. */
export function createEntries(entries = new Map<string, Entry>()): Entries {
  const index = createSecretIndex(
    true,
    Array.from(entries.values(), ({ seen }) => seen),
  );

  function set(name: string, entry: Entry): void {
    const before = entries.get(name);
    entries.set(name, entry);
    if (before === undefined) index.add(entry.seen);
    else index.replace(before.seen, entry.seen);
  }

  return {
    index,
    get: (name) => entries.get(name),
    set,
    delete(name) {
      const before = entries.get(name);
      if (before !== undefined) index.remove(before.seen);
      return entries.delete(name);
    },
    size: () => entries.size,
    remade(make) {
      const others = new Map<string, Entry>();
      for (const [name, entry] of entries) others.set(name, make(entry));
      return createEntries(others);
    },
  };
}
