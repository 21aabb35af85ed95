import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fixRows } from '../../host/fix-rows.ts';

/** What the light bulb offers there opens something, and changes no file. */
const openers = ['secret-hidden', 'several-configurations'];

describe('the fixes that are applied in a window', () => {
  it('are those of every code whose fix the page of problems names', () => {
    const page = readFileSync('docs/problems.md', 'utf8');
    const named = [...page.matchAll(/^\| `([\w-]+)` \|[^|]*\|[^|]*\|([^|]*)\|$/gm)].flatMap(
      ([, code = '', fix = '']) => (fix.trim() === '' || openers.includes(code) ? [] : [code]),
    );
    assert.ok(named.length > 25, named.join());
    const done = new Set(fixRows.map(({ code }): string => code));
    assert.deepEqual(
      named.filter((code) => !done.has(code)),
      [],
    );
  });
});
