import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { problemCodes } from '../../../src/language/index.ts';

describe('the README', () => {
  const rows = readFileSync('README.md', 'utf8').matchAll(
    /^\| `([a-z0-9-]+)` \| (?:error|warning|information|hint) \|/gm,
  );
  const named = [...rows].map((row) => row[1]);

  it('names every problem code, once, and no other', () => {
    assert.deepEqual(named.sort(), [...problemCodes].sort());
  });
});
