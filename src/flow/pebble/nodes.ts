import type { StringPart } from './tokens.ts';

/** An expression, as far as it tells which secret is asked for. Offsets are in the text that was lexed. */
export type Expression = Span &
  (
    | { readonly kind: 'literal'; readonly value: string | boolean | null; readonly string?: StringPart }
    /** `value` as written, without a final `L`. */
    | { readonly kind: 'number'; readonly value: string }
    /** `~`, and what a double-quoted string with `#{…}` stands for. */
    | { readonly kind: 'concatenation'; readonly left: Expression; readonly right: Expression }
    /** `+`: a concatenation where one side is a string. */
    | { readonly kind: 'sum'; readonly left: Expression; readonly right: Expression }
    /** A ternary, `??` or `???`. */
    | { readonly kind: 'choice'; readonly branches: readonly [Expression, Expression] }
    | { readonly kind: 'not-a-string' }
    /** `file`: the path of the namespace file that it is, where it is a `read(…)` of one. */
    | { readonly kind: 'dynamic'; readonly file?: string }
  );

export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface NamedArgument {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: Expression;
}

/** What stands between the brackets of a call. */
export interface CallArguments {
  readonly positional: readonly Expression[];
  readonly named: readonly NamedArgument[];
}

/** A `secret(…)` of a text, from the name to the closing bracket. */
export interface SecretCall extends Span, CallArguments {
  /** Inside a macro without a parameter `flow`, where Kestra's `secret()` cannot work. */
  readonly insideMacro: boolean;
}

/** The string literal that a `render(…)` or `renderOnce(…)` is given. */
export interface RenderedText {
  readonly string: StringPart;
}

/** What a text asks for: in the order of the text. */
export interface Findings {
  readonly calls: readonly SecretCall[];
  readonly rendered: readonly RenderedText[];
  /** The namespace files that are read only to be rendered, by their paths. */
  readonly files: readonly string[];
}
