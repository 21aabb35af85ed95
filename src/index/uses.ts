import { byCodeUnit } from '../text/by-code-unit.ts';
import type { UsesInFile } from './types.ts';

/** Calls of many files that have something in common. */
export interface Uses {
  /** Takes those of a file in the place of what was there. */
  set(uses: UsesInFile): void;
  delete(file: string): void;
  isEmpty(): boolean;
  /** In the order of the paths. */
  all(): readonly UsesInFile[];
}

export function createUses(): Uses {
  const byFile = new Map<string, UsesInFile>();
  /** null: nobody has asked since it changed. */
  let sorted: readonly UsesInFile[] | null = null;
  return {
    set(uses) {
      byFile.set(uses.file, uses);
      sorted = null;
    },
    delete(file) {
      byFile.delete(file);
      sorted = null;
    },
    isEmpty: () => byFile.size === 0,
    // A folder is read in order, so that this is little more than one pass.
    all: () => (sorted ??= [...byFile.values()].sort((one, other) => byCodeUnit(one.file, other.file))),
  };
}
