import type { FolderConfiguration } from '../../configuration/index.ts';
import type { FlowIndex } from '../../index/index.ts';
import type { SecretUses, SoughtSecret } from '../../language/uses/index.ts';

/** Answers the uses of a secret elsewhere than in the files of flows. */
export type UsesElsewhere = (sought: SoughtSecret) => SecretUses;

/** What namespace files that flows render ask for, as it was read. */
export interface RenderedUses {
  /** Of the index. */
  readonly version: number;
  readonly configuration: FolderConfiguration;
  /** null: no flow renders any file. */
  readonly uses: UsesElsewhere | null;
  readonly isFile: (file: string) => boolean;
  /** Whether a path of the folder may be such a file, or hold one. */
  readonly mayBeFile: (path: string) => boolean;
}

/** As somebody last waited for it; `changes`: how many were noted before it was read. */
const lastRendered = new WeakMap<FlowIndex, RenderedUses & { readonly changes: number }>();

/** By index: how often {@link noteRendered} was told of a file that may be rendered, or of any while nothing was read yet. */
const noted = new WeakMap<FlowIndex, number>();

/**
 * Keeps what `read` answers (null: what was kept before stays), which is given what was read last; null: nothing was, or one of
 * its files may have changed since. Rejects as `read` does.
 */
export async function keepRendered(
  index: FlowIndex,
  read: (known: RenderedUses | null) => Promise<RenderedUses | null>,
): Promise<void> {
  const last = lastRendered.get(index);
  const changes = notedChanges(index);
  const found = await read(last?.changes === changes ? last : null);
  if (found !== null) lastRendered.set(index, { ...found, changes });
}

function notedChanges(index: FlowIndex): number {
  return noted.get(index) ?? 0;
}

/** Says that a path of the folder may hold something else. Answers whether what was read of rendered files may be otherwise. */
export function noteRendered(index: FlowIndex | null, path: string): boolean {
  if (index === null) return false;
  const known = lastRendered.get(index);
  if (known?.mayBeFile(path) === false) return false;
  noted.set(index, notedChanges(index) + 1);
  return known !== undefined;
}

const noUses: SecretUses = { certain: [], perhaps: [], filesInPart: [] };

/** Of the namespace files that flows render, as they were when somebody last waited for them. */
export function knownRenderedUses(index: FlowIndex, sought: SoughtSecret): SecretUses {
  return lastRendered.get(index)?.uses?.(sought) ?? noUses;
}

/** Whether a file is one of those namespace files: a template as it stands, whatever it looks like. */
export function isKnownRendered(index: FlowIndex | null, file: string): boolean {
  return index !== null && lastRendered.get(index)?.isFile(file) === true;
}
