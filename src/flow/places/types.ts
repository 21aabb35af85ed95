/** The generations of Kestra whose engine was asked; they differ in what they render, and in what they refuse. */
export const generations = ['2.0', '1.3'] as const;
export type Generation = (typeof generations)[number];

/** One step on the way from a document's root to a value: into an entry of a map, or an item of a list. */
export type PlaceStep =
  | {
      readonly kind: 'key';
      /** As written between its quotes; null where it is no word, or its line cannot be read. */
      readonly key: string | null;
      /** What the map says as its own `type:`, above or below the entry; null where it says none. */
      readonly type: string | null;
    }
  | { readonly kind: 'item' };

/** Where in a document a scalar stands. */
export interface PlacePath {
  /** From the root on; of a map's key the last step is the key itself. */
  readonly steps: readonly PlaceStep[];
  /** Whether the scalar is the key of a map's entry, and not its value. */
  readonly isKey: boolean;
}

/** The part of Kestra that renders an expression. */
export type Renderer = 'worker' | 'executor' | 'scheduler' | 'web server';

/**
 * What a missing secret does: `task-fails` the execution with its task, `task-only` the task while the execution's
 * state stays; `execution-fails` though no task does, `no-execution` starts, `trigger-skipped` without a word,
 * `check-blocks` the execution, `never-ends`: the execution runs on for ever; `label-dropped`, or `ignored`: the
 * execution goes on as if nothing were written there.
 */
export type OnMissing =
  | 'task-fails'
  | 'task-only'
  | 'execution-fails'
  | 'no-execution'
  | 'trigger-skipped'
  | 'check-blocks'
  | 'never-ends'
  | 'label-dropped'
  | 'ignored'
  | 'unknown';

/** Where Kestra shows the value of a secret in clear. */
export type Leak = 'input-default' | 'label' | 'trigger-label' | 'trigger-input' | 'flow-output';

/** How Kestra treats an expression at a place of a flow. */
export type Place =
  | {
      readonly kind: 'rendered';
      /** Null where nobody can tell. */
      readonly by: Renderer | null;
      readonly onMissing: OnMissing;
      readonly leak: Leak | null;
    }
  /** It stays text for ever; `of` is the key that says so, such as `labels`. */
  | { readonly kind: 'never-rendered'; readonly of: string }
  /** Kestra does not save such a flow; `of` is the key that takes no expression. */
  | { readonly kind: 'refused'; readonly of: string }
  /** A flow's `variables`: rendered only where an expression says `render(vars.x)`. */
  | { readonly kind: 'through-render' }
  /** Below a key of the root that is no part of a flow. */
  | { readonly kind: 'no-part' };
