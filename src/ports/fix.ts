import type { TextEdit } from './text.ts';

/** What mends a problem, as data: its sentence is made from kind and data where it is shown. */
export interface Fix<Kind extends string = string> {
  readonly kind: Kind;
  /** What the sentence needs: names, never values. */
  readonly data: Readonly<Record<string, string>>;
  /** In the text of the problem's file, in its order and without overlap. None holds a value that stands there. */
  readonly edits: readonly TextEdit[];
}
