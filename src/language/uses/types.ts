import type { BackendSnapshot, VisibleSecret } from '../../catalog/index.ts';
import type { IndexedReference } from '../../index/index.ts';

/** A secret of one backend, as the catalog knows both. */
export interface HeldSecret {
  readonly backend: BackendSnapshot;
  readonly secret: VisibleSecret;
}

/** A secret, or one of its subkeys, of which the uses are looked for. */
export interface SoughtSecret {
  /** As flows ask for it: the backend's spelling, or where none has it, the flow's. */
  readonly name: string;
  /** null: the secret with all its subkeys. */
  readonly subkey: string | null;
  /** Who answers for it; null: no backend that is known has it, so that it is its name alone. */
  readonly held: HeldSecret | null;
}

/** Why nobody can tell whether a call means a secret. */
export type UseDoubt =
  /** It is one of several names that are written there. */
  | 'candidate'
  /** Only a pattern of the name is known, and it fits. */
  | 'pattern'
  /** The name is known when the flow runs. */
  | 'dynamic'
  /** The spelling differs in letter case, and who would answer is not known; or which of two names a secret has is not. */
  | 'spelling'
  /** The namespace, or which configuration judges the flow, is not known, or another backend may answer first. */
  | 'place'
  /** The same of the subkey: one of several, a pattern that fits, or nothing is known of it. */
  | 'subkey'
  /** The text around the call could be read only in part. */
  | 'broken';

/** A call that means a secret. */
export interface SecretUse {
  /** The path relative to the folder, with `/`. */
  readonly file: string;
  /** Its `range`, and the ranges of `key` and `subkey`, can be shown without the text. */
  readonly reference: IndexedReference;
  /** null: it certainly means it. */
  readonly doubt: UseDoubt | null;
}

/** All of them. */
export interface SecretUses {
  /** In the order of the paths, then of the text; also calls that fail, and those that no generation of Kestra renders. */
  readonly certain: readonly SecretUse[];
  /** The same of those that may mean it. */
  readonly perhaps: readonly SecretUse[];
  /** Files and folders that were not read, or only in part: there may be uses that are not here. */
  readonly filesInPart: readonly string[];
}
