import assert from 'node:assert/strict';
import { countedReader, type CountedReader } from '../../fuzz/counted-reader.ts';
import { fuzz } from '../../fuzz/fuzz.ts';
import { seeds } from '../../fuzz/seeds.ts';

describe('fuzzing the reader of flows', function () {
  this.timeout(60_000);
  const seed = 20;
  const texts = 600;
  // Some of each kind: the long run has all of them.
  const some = seeds().filter((_, index) => index % 5 === 0);
  let reader: CountedReader;
  before(async () => {
    reader = await countedReader();
  });

  it(`finds no broken promise in ${texts} texts, from seed ${seed} on`, () => {
    const { found, reached, branches } = fuzz(reader, some, seed, ({ runs }) => runs < texts);
    assert.deepEqual(found, null);
    // Else the texts would tell nothing.
    assert.ok(reached > branches * 0.8, `${reached} of ${branches} branches were run`);
  });

  it('finds what is wrong where a rare branch throws, and makes it small', () => {
    const throwing: CountedReader = {
      ...reader,
      readFlow: (text) => {
        if (/\[.*\{#/.test(text)) throw new Error('a comment in a list');
        return reader.readFlow(text);
      },
    };
    const { found } = fuzz(
      throwing,
      ["id: a\nnamespace: b\ntasks: [{x: '{{ secret(1) }}'}]\n"],
      seed,
      () => true,
    );
    assert.equal(found?.trial.text, '[{#');
    assert.match(found.broken, /a comment in a list/);
  });

  it('finds an edit that leads elsewhere, a place outside, and steps that are too many', () => {
    const brokenWith = (other: Partial<CountedReader>) => {
      const { found } = fuzz({ ...reader, ...other }, some, seed, ({ runs }) => runs < 500);
      return found?.broken;
    };
    assert.match(
      brokenWith({
        applyEdits: ({ documents, text }, edits) => ({
          text: reader.applyEdits(reader.readFlow(text), edits).text,
          documents,
        }),
      }) ?? '',
      /an edit leads to other documents/,
    );
    assert.match(
      brokenWith({ cursorAt: (file, offset) => reader.cursorAt(file, offset - 1) }) ?? '',
      /is to be inserted into/,
    );
    let taken = 0;
    assert.match(brokenWith({ stepsTaken: () => (taken += 10 ** 7) }) ?? '', /takes \d+ steps/);
  });
});
