import assert from 'node:assert/strict';
import fc from 'fast-check';
import { wordsOf } from '../../../src/flow/places/place-of.ts';
import { generations, type PlacePath } from '../../../src/flow/places/types.ts';

/** Texts of the signs that tell the parts of a path's words from each other. */
const text = fc
  .array(fc.constantFrom(' ', '-', '0', '1', '5', 'none', 'any', 'key', 'value'), { maxLength: 3 })
  .map((parts) => parts.join(''));
const textOrNone = fc.option(text, { nil: null });
const step = fc.oneof(
  fc.constant({ kind: 'item' as const }),
  fc.record({ kind: fc.constant('key' as const), key: textOrNone, type: textOrNone }),
);
const asked = fc.record({
  path: fc.record({ steps: fc.array(step, { maxLength: 2 }), isKey: fc.boolean() }),
  generation: fc.constantFrom(null, ...generations),
});

function toldApart({
  path,
  generation,
}: {
  path: PlacePath;
  generation: (typeof generations)[number] | null;
}) {
  return JSON.stringify([
    generation,
    path.isKey,
    path.steps.map((each) => ('key' in each ? [each.key, each.type] : [])),
  ]);
}

describe('the words by which places are kept', () => {
  it('are the same for paths that say the same, and for no others', () => {
    const seen = new Map<string, string>();
    fc.assert(
      fc.property(asked, (given) => {
        const words = wordsOf(given.path, given.generation);
        const before = seen.get(words);
        seen.set(words, toldApart(given));
        assert.equal(before ?? toldApart(given), toldApart(given), words);
      }),
      { numRuns: 20_000 },
    );
  });
});
