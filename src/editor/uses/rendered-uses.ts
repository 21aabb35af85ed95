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
}

/** As somebody last waited for it. */
export const lastRendered = new WeakMap<FlowIndex, RenderedUses>();

const noUses: SecretUses = { certain: [], perhaps: [], filesInPart: [] };

/** Of the namespace files that flows render, as they were when somebody last waited for them. */
export function knownRenderedUses(index: FlowIndex, sought: SoughtSecret): SecretUses {
  return lastRendered.get(index)?.uses?.(sought) ?? noUses;
}

/** Whether a file is one of those namespace files: a template as it stands, whatever it looks like. */
export function isKnownRendered(index: FlowIndex | null, file: string): boolean {
  return index !== null && lastRendered.get(index)?.isFile(file) === true;
}
