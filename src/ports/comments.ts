import type { TextRange } from './text.ts';

/** The comments of a text, as the language that it is written in has them. */
export interface Comments {
  /** Each from its sign on, without the end of its line; in the order of the text. */
  readonly ranges: readonly TextRange[];
  /**
   * The values that go on over several lines, in which no comment can stand: each from what begins it (of a block scalar that
   * is its `|`), in the order of the text and without overlap.
   */
  readonly longValues: readonly TextRange[];
  /**
   * The values over several lines that hold text of a language with comments of its own, which are among `ranges`: as with
   * `longValues`, which may stand in them. Left out: there are none.
   */
  readonly embedded?: readonly TextRange[];
  /** What begins a comment that ends with its line. */
  readonly sign: '#' | '//';
}
