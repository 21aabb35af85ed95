import assert from 'node:assert/strict';
import fc from 'fast-check';
import { innermostAround } from '../../../src/language/enclosing.ts';
import type { TextRange } from '../../../src/ports/text.ts';

/** Ranges that nest and do not touch, from a list of brackets. */
function nested(opens: readonly boolean[]): TextRange[] {
  const found: { start: number; end: number }[] = [];
  const open: { start: number; end: number }[] = [];
  opens.forEach((isOpen, at) => {
    if (isOpen) {
      const range = { start: 2 * at, end: 2 * opens.length };
      found.push(range);
      open.push(range);
    } else {
      const range = open.pop();
      if (range !== undefined) range.end = 2 * at + 1;
    }
  });
  return found;
}

describe('the call around a problem', () => {
  it('is the innermost of those around it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { maxLength: 60 }),
        fc.nat(120),
        fc.nat(120),
        (opens, one, other) => {
          const ranges = nested(opens);
          const wanted = { start: Math.min(one, other), end: Math.max(one, other) };
          const around = ranges.filter(({ start, end }) => start <= wanted.start && wanted.end <= end);
          const shortest = around.sort((a, b) => a.end - a.start - (b.end - b.start))[0];
          const found = innermostAround(ranges.map((range) => ({ range })))(wanted);
          assert.equal(found === -1 ? undefined : ranges[found], shortest);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is the last of equal ones, and none where there is none', () => {
    const range = { start: 3, end: 9 };
    assert.equal(innermostAround([{ range }, { range }])({ start: 4, end: 5 }), 1);
    assert.equal(innermostAround([{ range }])({ start: 2, end: 5 }), -1);
    assert.equal(innermostAround([])({ start: 2, end: 5 }), -1);
  });

  it('is found without a look at each of tens of thousands', () => {
    let looks = 0;
    const calls = Array.from({ length: 40_000 }, (_, index) => ({
      get range() {
        looks += 1;
        return { start: index * 10, end: index * 10 + 8 };
      },
    }));
    const find = innermostAround(calls);
    for (let index = 0; index < calls.length; index += 1) {
      assert.equal(find({ start: index * 10 + 2, end: index * 10 + 3 }), index);
    }
    assert.ok(looks <= 2 * calls.length, `${String(looks)} looks`);
  });
});
