import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sortEdits, rangesAfter, textAfter } from '../../../src/text/edits.ts';
import { leaveLoneReturn, withLineFeeds } from '../../../src/text/line-feeds.ts';
import { createLineIndex } from '../../../src/text/line-index.ts';

const texts = fc
  .array(fc.constantFrom('a', '\n', '\r', '\r\n', ' '), { maxLength: 16 })
  .map((parts) => parts.join(''));

describe('a lone CR', () => {
  it('is a line feed at the same offset, and on the same line', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const read = withLineFeeds(text);
        assert.deepEqual([read.length, /\r(?!\n)/.test(read)], [text.length, false]);
        const [before, after] = [createLineIndex(text), createLineIndex(read)];
        for (let at = 0; at <= text.length; at += 1) assert.deepEqual(after(at), before(at));
      }),
    );
  });

  it('is found where edits have left one, also of a CRLF that they tore', () => {
    const cuts = fc.array(fc.tuple(fc.nat(20), fc.nat(2), texts), { maxLength: 3 });
    fc.assert(
      fc.property(texts.map(withLineFeeds), cuts, (text, wanted) => {
        let free = 0;
        const edits = [...wanted]
          .sort(([one], [other]) => one - other)
          .flatMap(([at, removes, put]) => {
            const start = Math.min(at, text.length);
            const end = Math.min(start + removes, text.length);
            if (start < free) return [];
            free = end + 1;
            return [{ range: { start, end }, text: put }];
          });
        const after = textAfter(text, sortEdits(edits));
        assert.equal(leaveLoneReturn(after, rangesAfter(edits)), /\r(?!\n)/.test(after));
      }),
      { numRuns: 2000 },
    );
  });
});
