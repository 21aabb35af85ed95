import assert from 'node:assert/strict';
import fc from 'fast-check';
import { placesIn } from '../../../src/cli/places.ts';
import { wholeFile, originAt } from '../../../src/configuration/text/source-text.ts';
import { createLineIndex } from '../../../src/text/line-index.ts';

/** Texts full of what ends a line, and of what does so elsewhere only. */
const texts = fc
  .array(fc.constantFrom('a', 'bc', '\n', '\r', '\r\n', '\u2028', '\u0085', '\v', '\uD83D\uDD11'), {
    maxLength: 24,
  })
  .map((pieces) => pieces.join(''));

/** VS Code's rule, letter by letter: `\r\n` before `\n` and `\r`; a place inside a line's end is that line's end. */
function positionOf(text: string, offset: number): { line: number; column: number } {
  let line = 1;
  let start = 0;
  let at = 0;
  for (;;) {
    let end = at;
    while (end < text.length && text[end] !== '\r' && text[end] !== '\n') end += 1;
    const next = end + (text[end] === '\r' && text[end + 1] === '\n' ? 2 : 1);
    if (end >= text.length || offset < next) return { line, column: Math.min(offset, end) - start + 1 };
    line += 1;
    start = next;
    at = next;
  }
}

describe('lines and columns of any text', () => {
  it('are those of VS Code, in every place', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const lines = createLineIndex(text);
        for (let offset = 0; offset <= text.length; offset += 1)
          assert.deepEqual(lines(offset), positionOf(text, offset), `offset ${offset}`);
      }),
      { numRuns: 2000 },
    );
  });

  it('are the same where a configuration says where a value is from, and where the command line says it', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom('', '\uFEFF'), (rest, mark) => {
        const text = `${mark}${rest}`;
        const source = wholeFile('application.yaml', text);
        const places = placesIn(text);
        for (let start = 0; start <= text.length; start += 1) {
          const { line, column } = originAt(source, { start, end: start });
          const place = places({ start, end: start });
          assert.deepEqual([line, column], [place.line, place.column]);
        }
      }),
    );
  });

  it('have no column for a byte order mark', () => {
    const lines = createLineIndex('\uFEFFkey');
    assert.deepEqual(
      [lines(0), lines(1), lines(4)].map(({ column }) => column),
      [1, 1, 4],
    );
  });
});
