import type { TextEdit, TextRange } from '../ports/text.ts';
import type { Fact } from './facts.ts';

/** A piece of what an accepted item writes: text as it is, or a place where the cursor stops (0 is the last stop). */
export type InsertPart = { readonly text: string } | { readonly stop: number };

/** One thing to choose, as plain data. Names in it come from a store: the editor escapes them for where they go. */
export interface Completion {
  readonly kind: 'secret' | 'subkey' | 'argument' | 'call' | 'template';
  readonly label: string;
  /** The backend in a word or two, and whether it is certain that Kestra sees the secret. */
  readonly detail: string;
  readonly documentation: readonly Fact[];
  readonly insertText: readonly InsertPart[];
  /** Both start at the same offset and stand on the cursor's line; `replace` ends where `insert` does, or after it. */
  readonly insert: TextRange;
  readonly replace: TextRange;
  /** What else is changed: all of it behind the ranges and on the cursor's line. */
  readonly additionalEdits: readonly TextEdit[];
  /** Begins with what stands in the text from the ranges' start, where that is the start of the item. */
  readonly filterText: string;
  readonly sortText: string;
  /** Whether suggestions are to open again at the stop, for a subkey or a name. */
  readonly retrigger: boolean;
}

export interface Completions {
  readonly items: readonly Completion[];
  /** Whether to ask again at the next letter: a refresh runs, or more was left out. */
  readonly isIncomplete: boolean;
  /** A secret whose subkeys are wanted here and can be learnt without its value. */
  readonly learn: { readonly backend: string; readonly name: string } | null;
  /** Whether names that other flows use would be offered here, were the folder's flows read. */
  readonly readFlows: boolean;
}
