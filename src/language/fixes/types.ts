import type { FlowFile } from '../../flow/index.ts';
import type { Fix } from '../../ports/fix.ts';
import type { LanguageProblem } from '../types.ts';

/** What a fix of a flow does. */
export type FlowFixKind = 'replace' | 'write' | 'quotes' | 'subkey' | 'remove' | 'secret-type';

export interface FlowFix extends Fix<FlowFixKind> {
  /** Whether it is what is meant as far as anybody can tell, so that the editor's own key for fixes applies it. */
  readonly isPreferred: boolean;
  /**
   * Whether it is beyond doubt, so that it is applied unseen among others: a slip in how Kestra's function is called, and
   * never a name, a value or a type.
   */
  readonly isSure: boolean;
}

/** What of a problem says how to mend it. */
export type FlowProblemToMend = Pick<LanguageProblem, 'code' | 'severity' | 'range' | 'data'> &
  Partial<Pick<LanguageProblem, 'suggestions'>>;

/** The fixes of one kind for a problem of a file, the best first; none where it is a problem of another kind. */
export type FlowFixes = (problem: FlowProblemToMend, file: FlowFile) => readonly FlowFix[];
