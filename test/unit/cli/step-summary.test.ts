import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stepSummary } from '../../../src/cli/step-summary.ts';
import type { JsonProblem } from '../../../src/cli/document.ts';
import { folderOf, kestraSecrets } from './command.ts';

const problem: JsonProblem = {
  ...{ file: 'a|b.yml', line: 3, column: 1, endLine: 3, endColumn: 2, code: 'a-code', severity: 'error' },
  message: '<img src=x> [a](http://evil.example) @somebody `x`\n## title | cell',
  ...{ suggestions: [], reference: null, backend: null, suppressed: false },
};
const summary = { files: 1, references: 2, resolvable: 2, missing: 0, hidden: 0, unknown: 0, suppressed: 0 };

describe('the summary of a step at GitHub', function () {
  this.timeout(30_000);

  it('is added to the file that GitHub names, whatever the format', async () => {
    const { root, remove } = await folderOf({
      'flow.yml': 'id: a\nnamespace: n\ntasks:\n  - m: "{{ secret(\'A\', x=1) }}"\n',
    });
    try {
      const file = path.join(root, 'summary.md');
      await writeFile(file, 'of another step\n');
      const env = { GITHUB_STEP_SUMMARY: file };
      const run = await kestraSecrets(['check', '--json', '--folder', root], { env });
      assert.equal(run.code, 1);
      assert.doesNotMatch(run.err, /GITHUB_STEP_SUMMARY/);
      const text = await readFile(file, 'utf8');
      assert.match(text, /^of another step\n### Kestra Secrets\n\n1 reference in 1 flow file: 1 unknown; /);
      assert.match(text, /\n\| `flow\.yml:4` \| error \| unknown-argument \| `.+` \|\n\n$/);
      await kestraSecrets(['list', '--folder', root], { env });
      assert.equal(await readFile(file, 'utf8'), text);
      const broken = await kestraSecrets(['check', '--json', '--folder', root], {
        env: { GITHUB_STEP_SUMMARY: root },
      });
      assert.equal(broken.code, 1);
      assert.match(broken.err, /GITHUB_STEP_SUMMARY names cannot be written/);
    } finally {
      await remove();
    }
  });

  it('shows names as text, and is no longer than somebody reads', () => {
    const problems = Array.from({ length: 101 }, () => problem);
    const text = stepSummary({ version: 1, backends: [], problems, summary }) ?? '';
    const row = text.split('\n').find((line) => line.includes('code') && line.includes('img'));
    assert.ok(row !== undefined);
    assert.equal(row.split('|').length, 6);
    // A code span each, and no backtick within one.
    assert.match(row, /^\| `[^`]+` \| error \| a-code \| `[^`]+` \|$/);
    assert.match(text, /\n\nand 1 more: see the log\n\n$/);
    assert.equal(text.split('\n').filter((line) => line === row).length, 100);
  });

  it('has no table where there is nothing to say', () => {
    const text = stepSummary({
      version: 1,
      backends: [],
      problems: [{ ...problem, suppressed: true }],
      summary,
    });
    assert.equal(text, '### Kestra Secrets\n\n2 references in 1 flow file: 2 found\n\n');
  });
});
