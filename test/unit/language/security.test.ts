import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';

describe('SECURITY.md', () => {
  it('names a test that there is for each promise', () => {
    const text = readFileSync('SECURITY.md', 'utf8');
    const promises = text.slice(text.indexOf('## Promises'), text.indexOf('## What is not promised'));
    const rows = promises.split('\n').filter((line) => /^\| [A-Z]/.test(line));
    assert.ok(rows.length > 10);
    for (const row of rows) {
      const tests = [...row.matchAll(/`(test\/[^`]+)`/g)].map(([, file = '']) => file);
      assert.ok(tests.length > 0, row);
      for (const file of tests) assert.ok(existsSync(file), file);
    }
  });
});
