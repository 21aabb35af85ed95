import type { Problem } from '../ports/problem.ts';
import type { TextRange } from '../ports/text.ts';
import type { PlacePath } from './places/types.ts';

/** The arguments of Kestra's `secret()`, in the order in which positional ones bind (Kestra: SecretFunction). */
export const argumentNames = ['key', 'namespace', 'subkey', 'full'] as const;
export type ArgumentName = (typeof argumentNames)[number];

/** What can be said of an expression without running it. */
export type ExpressionValue =
  /** Certain: a literal, or a concatenation of literals, with numbers as JavaScript numbers. */
  | { readonly kind: 'constant'; readonly value: string | number | boolean | null }
  /** Known only at run time, but one of these (a ternary, `??` or the like over constants). */
  | { readonly kind: 'choice'; readonly candidates: readonly string[] }
  /** Known only at run time, in part: the constant pieces with `*` between them, such as `A_*`. */
  | { readonly kind: 'pattern'; readonly pattern: string }
  /** An array, a map, a comparison: certain not to be a string. */
  | { readonly kind: 'not-a-string' }
  | { readonly kind: 'dynamic' };

export interface SecretArgument {
  readonly name: ArgumentName;
  /** The value's expression in the file, quotes included, `name=` excluded. */
  readonly range: TextRange;
  /** What stands between the quotes where the value is one string literal. */
  readonly content: TextRange | null;
  /** The quote of that literal. */
  readonly quote: "'" | '"' | null;
  /** Whether the value as written is one literal (not folded from several). */
  readonly literal: boolean;
  readonly value: ExpressionValue;
}

/** Why Kestra fails a call before it looks anything up. */
export type CallFailure =
  | { readonly code: 'unknown-argument'; readonly argument: string; readonly range: TextRange }
  | { readonly code: 'too-many-arguments'; readonly range: TextRange }
  | { readonly code: 'no-key'; readonly range: TextRange }
  | { readonly code: 'wrong-type'; readonly argument: ArgumentName; readonly range: TextRange }
  | { readonly code: 'full-with-subkey'; readonly range: TextRange }
  | { readonly code: 'inside-macro'; readonly range: TextRange };

/** One `secret()` call as a flow's text asks for it. All ranges are in the file's text. */
export interface SecretReference {
  /** Index of the YAML document in the file. */
  readonly document: number;
  /** From the word `secret` to the closing bracket (or where the half-typed call ends). */
  readonly range: TextRange;
  /** `recovered`: its scalar does not parse; `rendered-text`: a literal inside `render('…')`. */
  readonly foundAs: 'call' | 'recovered' | 'rendered-text';
  readonly arguments: Readonly<Partial<Record<ArgumentName, SecretArgument>>>;
  /** How many arguments were given by position. */
  readonly positional: number;
  /** Names of the named arguments as written, duplicates and unknown ones included. */
  readonly named: readonly string[];
  /** The failure of binding or calling, or null. */
  readonly failure: CallFailure | null;
  /** Where in its document the scalar stands that holds it. */
  readonly path: PlacePath;
}

/** One that was read without the document around its scalar. */
export type UnplacedReference = Omit<SecretReference, 'path'>;

/** What the flow's `namespace:` says. */
export type FlowNamespace =
  | { readonly kind: 'literal'; readonly value: string; readonly range: TextRange }
  /** `null` or a template: what depends on it cannot be told. */
  | { readonly kind: 'dynamic' };

export type FlowProblemCode =
  | 'expression-syntax'
  | 'unknown-argument'
  | 'too-many-arguments'
  | 'missing-key'
  | 'wrong-argument-type'
  | 'full-with-subkey'
  | 'secret-in-macro'
  | 'subkey-as-namespace'
  | 'plugin-defaults-removed'
  | 'secret-misspelled'
  | 'secret-without-braces'
  | 'secret-in-envs'
  | 'yaml-syntax'
  | 'yaml-alias'
  | 'yaml-merge'
  | 'document-ignored'
  | 'tasks-missing';

export type FlowProblem = Problem<FlowProblemCode>;

/** Lines of a file of another language that are a flow. Offsets are in the file. */
export interface FlowLines extends TextRange {
  /** What that language puts in there, and nobody knows yet. */
  readonly holes: readonly TextRange[];
}

/** One YAML document of a file. */
export interface FlowDocument {
  readonly index: number;
  readonly range: TextRange;
  /** Whether it is a flow: a map with `id`, `namespace` and `tasks` or `triggers`. Others get silence. */
  readonly isFlow: boolean;
  readonly id: string | null;
  readonly namespace: FlowNamespace | null;
  /** The key `pluginDefaults` of the root, which Kestra knows up to 1.3; null where there is none. */
  readonly pluginDefaults: TextRange | null;
  /** What Kestra asks for or may ask for, in the order of the text; empty where it is no flow. */
  readonly references: readonly SecretReference[];
  /** Calls where no generation of Kestra renders any, though the place is a part of a flow. In the order of the text. */
  readonly withoutMeaning: readonly SecretReference[];
  readonly problems: readonly FlowProblem[];
}

export interface FlowFile {
  readonly text: string;
  readonly documents: readonly FlowDocument[];
  /** The lines of another file that the text was made from. Left out: it is the file's own. */
  readonly lines?: readonly FlowLines[];
  /** All of that other file, with the same offsets. Left out: it is `text`. */
  readonly source?: string;
}

/** How the scalar at the cursor is written; decides what can be typed into it and how. */
export type ScalarStyle = 'plain' | 'single-quoted' | 'double-quoted' | 'literal' | 'folded';

/**
 * What the cursor is inside of. `replace` starts where `insert` starts and both stand on the cursor's line;
 * `insert` ends at the cursor, `replace` at the end of what an accepted item takes the place of.
 */
export type CursorContext =
  | { readonly kind: 'none' }
  /** A plain place of a value, where the whole `{{ … }}` can go; for `key: sec|` both ranges start at `sec`. */
  | CursorPlace<'value'>
  /** Where an expression starts; for `{{ sec| }}` both ranges start at `sec`. */
  | CursorPlace<'expression'>
  /** A place for an argument: after `(` or `,`; `named` and `positional` say what the call has already. */
  | (CursorPlace<'argument'> & { readonly call: CallAtCursor })
  /** Inside a string that is an argument's value; for `secret('a|b')` insert is `a`, replace is `ab`. */
  | (CursorPlace<'string'> & {
      readonly call: CallAtCursor;
      readonly argument: ArgumentName;
      readonly quote: "'" | '"';
      /** Whether the string has its closing quote. */
      readonly closed: boolean;
    })
  /** Right after `name=` or where a value without quotes is being typed. */
  | (CursorPlace<'argument-value'> & { readonly call: CallAtCursor; readonly argument: ArgumentName });

export interface CursorPlace<Kind extends string> {
  readonly kind: Kind;
  readonly insert: TextRange;
  readonly replace: TextRange;
  readonly scalar: ScalarAtCursor;
  readonly document: number;
}

export interface ScalarAtCursor {
  readonly style: ScalarStyle;
  /** Inside `[…]` or `{…}` of YAML, where `,` and brackets end a plain scalar. */
  readonly inFlowCollection: boolean;
  /** Whether the value is still empty or starts at the replaced text; a plain one then gets quotes around the whole. */
  readonly startsValue: boolean;
  /** The file's text after the replaced range, to where the scalar ends on that line: it stands there already. */
  readonly restOfLine: string;
}

export interface CallAtCursor {
  readonly range: TextRange;
  readonly arguments: Readonly<Partial<Record<ArgumentName, SecretArgument>>>;
  readonly positional: number;
  readonly named: readonly string[];
}
