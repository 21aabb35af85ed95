import assert from 'node:assert/strict';

/** An entry of GitLab's code quality report, as its documentation has it. */
export interface CodeQualityIssue {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

/**
 * The report, held against what GitLab wants of one: a list of entries, each with these keys, a path relative to the
 * repository without `./`, a line from 1, and a fingerprint that no other has.
 */
export function readCodeQuality(text: string): CodeQualityIssue[] {
  const report: unknown = JSON.parse(text);
  assert.ok(Array.isArray(report));
  const issues = report as CodeQualityIssue[];
  for (const issue of issues) {
    assert.deepEqual(Object.keys(issue).sort(), [
      'check_name',
      'description',
      'fingerprint',
      'location',
      'severity',
    ]);
    for (const value of [issue.description, issue.check_name, issue.fingerprint]) {
      assert.ok(typeof value === 'string' && value !== '');
    }
    assert.ok(['info', 'minor', 'major', 'critical', 'blocker'].includes(issue.severity));
    assert.doesNotMatch(issue.location.path, /^(?:\.\/|\/)/);
    assert.ok(Number.isInteger(issue.location.lines.begin) && issue.location.lines.begin >= 1);
  }
  assert.equal(new Set(issues.map(({ fingerprint }) => fingerprint)).size, issues.length);
  return issues;
}
