import type { Severity } from '../ports/problem.ts';
import type { TextRange } from '../ports/text.ts';
import type { ConfigurationFix, ConfigurationProblem, ConfigurationProblemCode } from './types.ts';

/** A problem to be told; what is left out is empty. */
export interface NewProblem {
  readonly code: ConfigurationProblemCode;
  readonly severity: Severity;
  readonly file: string;
  readonly range: TextRange;
  readonly data?: Readonly<Record<string, string>>;
  readonly backend?: string;
  readonly suggestions?: readonly string[];
  readonly fix?: ConfigurationFix;
}

export type Report = (problem: NewProblem) => void;

/** Gathers problems; the same one found on two ways is told once. */
export function createReport(): { report: Report; problems: () => readonly ConfigurationProblem[] } {
  const problems = new Map<string, ConfigurationProblem>();
  return {
    report({ data = {}, backend = null, suggestions = [], ...problem }) {
      const key = [problem.file, problem.range.start, problem.code, JSON.stringify(data)].join('\n');
      if (!problems.has(key)) problems.set(key, { ...problem, data, backend, suggestions });
    },
    problems: () =>
      [...problems.values()].sort(
        (left, right) =>
          (left.file < right.file ? -1 : left.file > right.file ? 1 : 0) ||
          left.range.start - right.range.start,
      ),
  };
}
