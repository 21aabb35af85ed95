import { byCodeUnit } from '../text/by-code-unit.ts';
import { isLong } from '../text/intern.ts';
import { groupByKey, isOpen, keyOf, nameOf } from './names.ts';
import type { FlowIndex, IndexedFile } from './types.ts';
import { allUses, createUses, deleteUses, hasUses, setUses, type Uses } from './uses.ts';

/** An empty one. */
export function createFlowIndex(): FlowIndex {
  const files = new Map<string, IndexedFile>();
  const byName = new Map<string, Uses>();
  const open = createUses();
  const inPart = new Set<string>();
  const listeners = new Set<() => void>();
  let size = 0;
  let version = 0;

  function remove(path: string): boolean {
    const known = files.get(path);
    if (known === undefined) return false;
    files.delete(path);
    inPart.delete(path);
    deleteUses(open, path);
    if (known.state === 'refused') return true;
    size -= known.references.length;
    for (const key of groupByKey(known).keys()) {
      const uses = byName.get(key);
      if (uses === undefined) continue;
      deleteUses(uses, path);
      if (!hasUses(uses)) byName.delete(key);
    }
    return true;
  }

  function add(path: string, file: IndexedFile): void {
    files.set(path, file);
    if (file.state === 'refused' || !file.isWhole) inPart.add(path);
    if (file.state === 'refused') return;
    size += file.references.length;
    if (file.references.some(isOpen)) {
      setUses(open, { file: path, references: file.references.filter(isOpen) });
    }
    for (const [key, references] of groupByKey(file)) {
      const uses = byName.get(key) ?? createUses();
      byName.set(key, uses);
      setUses(uses, { file: path, references });
    }
  }

  return {
    update(changes) {
      let isOther = false;
      for (const [path, file] of changes) {
        isOther = remove(path) || file !== null || isOther;
        if (file !== null) add(path, file);
      }
      if (!isOther) return;
      version += 1;
      for (const listener of [...listeners]) listener();
    },
    file: (path) => files.get(path),
    paths: () => sortPaths(files.keys()),
    size: () => size,
    usesOf(name) {
      const uses = byName.get(keyOf(name));
      return uses === undefined ? [] : allUses(uses);
    },
    openUses: () => allUses(open),
    filesInPart: () => sortPaths(inPart),
    names() {
      const names = new Set<string>();
      for (const uses of byName.values()) {
        for (const { references } of allUses(uses)) {
          for (const reference of references) {
            const name = nameOf(reference);
            if (name !== null && !isLong(name)) names.add(name);
          }
        }
      }
      return [...names];
    },
    version: () => version,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function sortPaths(paths: Iterable<string>): string[] {
  return [...paths].sort(byCodeUnit);
}
