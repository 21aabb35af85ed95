import { byCodeUnit } from '../text/by-code-unit.ts';
import type { UsesInFile } from './types.ts';

/**
 * Calls of files that have something in common. Of a hundred thousand names most are asked for in one file alone, so that one
 * needs no map.
 */
export interface Uses {
  files: UsesInFile | Map<string, UsesInFile> | null;
  /** In the order of the paths; null: nobody has asked since it changed. */
  sorted: readonly UsesInFile[] | null;
}

export function createUses(): Uses {
  return { files: null, sorted: null };
}

/** Takes those of a file in the place of what was there. */
export function setUses(uses: Uses, added: UsesInFile): void {
  const { files } = uses;
  uses.sorted = null;
  if (files instanceof Map) files.set(added.file, added);
  else if (files === null || files.file === added.file) uses.files = added;
  else uses.files = new Map([files, added].map((each) => [each.file, each]));
}

export function deleteUses(uses: Uses, file: string): void {
  const { files } = uses;
  uses.sorted = null;
  if (files instanceof Map) files.delete(file);
  else if (files?.file === file) uses.files = null;
}

export function hasUses({ files }: Uses): boolean {
  return files instanceof Map ? files.size > 0 : files !== null;
}

/** In the order of the paths. */
export function allUses(uses: Uses): readonly UsesInFile[] {
  const { files } = uses;
  if (files === null) return [];
  if (!(files instanceof Map)) return [files];
  // A folder is read in order, so that this is little more than one pass.
  uses.sorted ??= [...files.values()].sort((one, other) => byCodeUnit(one.file, other.file));
  return uses.sorted;
}
