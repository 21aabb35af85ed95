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
  /**
   * Others, each made anew from one of these, in its place, a stretch at a time; what changes here between two stretches is
   * made anew as well. One work at a time: where another is begun, the earlier one is not to go on.
   */
  remake(make: (entry: Entry) => Entry): Generator<undefined, Entries, undefined>;
}

/** How many are made anew at one stretch: a few milliseconds' work. */
export const stretch = 1000;

export function createEntries(): Entries {
  const entries = new Map<string, Entry>();
  const index = createSecretIndex(true);
  /** The names that changed since the work of making them anew began; null: there is none. */
  let changed: Set<string> | null = null;

  return {
    index,
    get: (name) => entries.get(name),
    set(name, entry) {
      const before = entries.get(name);
      entries.set(name, entry);
      changed?.add(name);
      if (before === undefined) index.add(entry.seen);
      else index.replace(before.seen, entry.seen);
    },
    delete(name) {
      const before = entries.get(name);
      changed?.add(name);
      if (before !== undefined) index.remove(before.seen);
      return entries.delete(name);
    },
    size: () => entries.size,
    *remake(make) {
      const others = createEntries();
      const missed = new Set<string>();
      changed = missed;
      let made = 0;
      for (const [name, entry] of entries) {
        if (made > 0 && made % stretch === 0) yield;
        others.set(name, make(entry));
        made += 1;
      }
      for (const name of missed) {
        const entry = entries.get(name);
        if (entry === undefined) others.delete(name);
        else others.set(name, make(entry));
      }
      if (changed === missed) changed = null;
      return others;
    },
  };
}
