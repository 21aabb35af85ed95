import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { TextEdit } from '../../../src/ports/text.ts';
import { beforeEdits, growthBy, sortEdits, rangesAfter, textAfter } from '../../../src/text/edits.ts';

/** A text, and edits of it that do not overlap, in no order. */
const edited = fc
  .array(
    fc.record({
      kept: fc.string({ minLength: 1, maxLength: 4 }),
      gone: fc.string({ maxLength: 4 }),
      put: fc.string({ maxLength: 4 }),
    }),
    { maxLength: 6 },
  )
  .chain((parts) => {
    let text = '';
    const edits = parts.map(({ kept, gone, put }): TextEdit => {
      const start = text.length + kept.length;
      text += kept + gone;
      return { range: { start, end: start + gone.length }, text: put };
    });
    const after = parts.map(({ kept, put }) => kept + put).join('');
    return fc.record({
      text: fc.constant(text),
      after: fc.constant(after),
      edits: fc.shuffledSubarray(edits, { minLength: edits.length }),
    });
  });

describe('edits of a text', () => {
  it('are made at once, in the offsets of the text before them', () => {
    fc.assert(
      fc.property(edited, ({ text, after, edits }) => {
        assert.equal(textAfter(text, sortEdits(edits)), after);
        assert.equal(growthBy(edits), after.length - text.length);
      }),
    );
  });

  it('leave their texts where they are said to stand', () => {
    fc.assert(
      fc.property(edited, ({ after, edits }) => {
        assert.deepEqual(
          rangesAfter(edits).map(({ start, end }) => after.slice(start, end)),
          sortEdits(edits).map(({ text: put }) => put),
        );
      }),
    );
  });

  it('stand where each was made, whatever is around it', () => {
    const edits = [
      { range: { start: 10, end: 10 }, text: 'ab' },
      { range: { start: 2, end: 5 }, text: 'x' },
    ];
    assert.deepEqual(rangesAfter(edits), [
      { start: 2, end: 3 },
      { start: 8, end: 10 },
    ]);
  });

  it('come to the same made one after the other, each told back to the text before all', () => {
    fc.assert(
      fc.property(edited, ({ text, after, edits }) => {
        const ordered = sortEdits(edits);
        const half = Math.floor(ordered.length / 2);
        const [first, later] = [ordered.slice(0, half), ordered.slice(half)];
        const moved = later.map(({ range, text: put }) => {
          const by = growthBy(first);
          return { range: { start: range.start + by, end: range.end + by }, text: put };
        });
        assert.equal(textAfter(textAfter(text, first), moved), after);
        assert.deepEqual(
          moved.map((edit) => beforeEdits(edit, first)),
          later,
        );
      }),
    );
  });
});
