import type { ConfigurationFix } from '../configuration/index.ts';
import type { Problem } from '../ports/problem.ts';
import type { TextEdit } from '../ports/text.ts';
import { fixTitle } from './messages/fixes.ts';
import { printable } from './printable.ts';
import type { ProblemCode } from './types.ts';

/** A problem as it is underlined, with what is known to mend it. */
export interface MendableProblem extends Problem<ProblemCode> {
  readonly fix?: ConfigurationFix;
}

/** One thing that can be done about a problem, as plain data. */
export interface CodeAction {
  /** An order in one line, without any value. */
  readonly title: string;
  /** In the text of the problem's file, in its order and without overlap: all of them are one step to undo. */
  readonly edits: readonly TextEdit[];
  /** Whether it is the one that mends the problem, so that the editor's own key for it applies it. */
  readonly isPreferred: boolean;
}

/** Each way to do something about a problem; they are offered in this order. */
const ways: readonly ((problem: MendableProblem) => readonly CodeAction[])[] = [ownFix];

/** What can be done about a problem, the best first; nothing where nothing is sure. */
export function codeActionsFor(problem: MendableProblem): readonly CodeAction[] {
  return ways.flatMap((way) => way(problem));
}

function ownFix({ fix }: MendableProblem): readonly CodeAction[] {
  if (fix === undefined) return [];
  return [{ title: printable(fixTitle(fix)), edits: fix.edits, isPreferred: true }];
}
