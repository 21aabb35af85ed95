import type { Problem, Severity } from '../ports/problem.ts';
import { fieldOf, isObject } from '../text/json.ts';
import { isProblemCode } from './messages/codes.ts';
import type { ProblemCode } from './types.ts';

/** What a problem can be set to; `off`: it is not told. */
export const severityChoices = ['error', 'warning', 'information', 'hint', 'off'] as const;
export type SeverityChoice = (typeof severityChoices)[number];

/** What somebody's settings say of problems, by code. */
export interface ProblemSeverities {
  readonly choices: ReadonlyMap<ProblemCode, SeverityChoice>;
  /** What was set and is no code, or has no such severity; nothing comes of it. */
  readonly ignored: readonly string[];
}

/** Reads the value of the setting `kestraSecrets.problems.severity`, whatever it is. */
export function readSeverities(value: unknown): ProblemSeverities {
  const choices = new Map<ProblemCode, SeverityChoice>();
  const ignored: string[] = [];
  for (const code of isObject(value) ? Object.keys(value) : []) {
    const wanted = fieldOf(value, code);
    const choice = severityChoices.find((each) => each === wanted);
    if (choice === undefined || !isProblemCode(code)) ignored.push(code);
    else choices.set(code, choice);
  }
  return { choices, ignored };
}

/** Why nothing comes of what was set for a code, as a clause of English: settings are told in a log and a terminal. */
export function whyIgnored(code: string): string {
  return isProblemCode(code)
    ? `the value of "${code}" is none of ${severityChoices.join(', ')}`
    : `"${code}" is no code of a problem`;
}

/** The problem as it is to be told; null: it is not to be told. */
export function withSeverity<P extends Problem<ProblemCode>>(
  problem: P,
  { choices }: ProblemSeverities,
): (P & { readonly severity: Severity }) | null {
  const choice = choices.get(problem.code);
  if (choice === 'off') return null;
  return choice === undefined ? problem : { ...problem, severity: choice };
}
