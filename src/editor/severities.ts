import type { Uri } from 'vscode';
import type { ProblemSeverities } from '../language/index.ts';
import type { Log } from '../ports/log.ts';

/** What the settings say of problems, for a file. What counts for nothing in them is logged, once. */
export type SeveritiesOf = (file: Uri) => Promise<ProblemSeverities>;

export function createSeverities(log: Log): SeveritiesOf {
  const logged = new Set<string>();
  return async (file) => {
    const lazily = await import('./read-severities.ts');
    return lazily.severitiesIn(file, logged, log);
  };
}
