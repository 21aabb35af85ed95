import assert from 'node:assert/strict';
import fc from 'fast-check';
import { quoteSearch } from '../../../src/flow/pebble/half-typed-strings.ts';

/** The same by going over the text from each place anew. */
function closingQuote(text: string, open: number, lineEnd: number, quote: string): number {
  for (let index = open + 1; index < lineEnd; index += 1) {
    if (text[index] === '\\') index += 1;
    else if (text[index] === quote) return index;
  }
  return -1;
}

describe('the search for a closing quote', () => {
  it('finds what going over the text anew does, in whatever order it is asked', () => {
    const text = fc.string({ unit: fc.constantFrom("'", '"', '\\', '\\', 'a', '{', '\n'), maxLength: 40 });
    const asked = fc.array(fc.tuple(fc.nat(40), fc.nat(45)), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(text, asked, (searched, questions) => {
        const search = quoteSearch(searched);
        for (const [open, lineEnd] of questions) {
          const quote = searched[open];
          if (quote !== "'" && quote !== '"') continue;
          assert.equal(
            search(open, lineEnd, quote),
            closingQuote(searched, open, lineEnd, quote),
            JSON.stringify([searched, open, lineEnd]),
          );
        }
      }),
      { numRuns: 20_000 },
    );
  });
});
