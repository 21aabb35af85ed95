import assert from 'node:assert/strict';
import type { JsonProblem } from '../../../src/cli/document.ts';
import { asSarif } from '../../../src/cli/formats/sarif.ts';

describe('the URI of a file in SARIF', () => {
  const files: readonly (readonly [string, string])[] = [
    ['flows/a b.yml', 'flows/a%20b.yml'],
    ['../other/a.yml', '../other/a.yml'],
    ['flows/C:x.yml', 'flows/C%3Ax.yml'],
    ['D:/flows/ä.yml', 'file:///D:/flows/%C3%A4.yml'],
    ['//server/my share/a.yml', 'file://server/my%20share/a.yml'],
  ];
  for (const [file, uri] of files) {
    it(`is ${uri}`, () => {
      const problem: JsonProblem = {
        ...{ file, line: 1, column: 1, endLine: 1, endColumn: 2, code: 'a-code' },
        severity: 'error',
        ...{ message: '', suggestions: [], reference: null, backend: null, suppressed: false },
      };
      const log = asSarif({ version: 1, backends: [], problems: [problem] }, '1.0.0');
      assert.equal(/"uri": "([^"]*)"/.exec(log)?.[1], uri);
    });
  }
});
