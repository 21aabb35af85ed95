import type { TextRange } from './text.ts';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** A problem as data: its sentence is made from code and data where it is shown. */
export interface Problem<Code extends string = string> {
  readonly code: Code;
  readonly severity: Severity;
  /** In the text of the file it was found in. */
  readonly range: TextRange;
  /** What the sentence needs: names, never values. */
  readonly data: Readonly<Record<string, string>>;
}
