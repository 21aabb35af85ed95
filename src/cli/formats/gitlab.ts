import { createHash } from 'node:crypto';
import { printable, printableJson } from '../../language/index.ts';
import type { Severity } from '../../ports/problem.ts';
import type { JsonDocument } from '../document.ts';
import { identityKey, identityOfProblem } from '../finding-identity.ts';

const severities: Readonly<Record<Severity, 'major' | 'minor' | 'info'>> = {
  error: 'major',
  warning: 'minor',
  information: 'info',
  hint: 'info',
};

/**
 * The problems as a code quality report of GitLab, which shows them in a merge request. A fingerprint stays when lines
 * move, so that a merge request shows what it brings alone. What stands at no place is shown at the folder.
 */
export function asGitLab(document: JsonDocument): string {
  const before = new Map<string, number>();
  const issues = (document.problems ?? [])
    .filter(({ suppressed }) => !suppressed)
    .map((problem) => {
      const identity = identityKey(identityOfProblem(problem, document));
      const nth = before.get(identity) ?? 0;
      before.set(identity, nth + 1);
      return {
        description: printable(problem.message),
        check_name: problem.code,
        fingerprint: createHash('sha256')
          .update(`${identity} ${String(nth)}`)
          .digest('hex'),
        severity: severities[problem.severity],
        location: { path: problem.file ?? '.', lines: { begin: problem.line ?? 1 } },
      };
    });
  return `${printableJson(JSON.stringify(issues, null, 2))}\n`;
}
