import assert from 'node:assert/strict';
import { placesIn } from '../../../src/cli/places.ts';

describe('command line: lines and columns', () => {
  for (const [what, text, word, place] of [
    ['the start', 'word', 'word', [1, 1, 1, 5]],
    ['LF', 'a\nword', 'word', [2, 1, 2, 5]],
    ['CRLF as one ending', 'a\r\n\r\n word', 'word', [3, 2, 3, 6]],
    ['a lone CR', 'a\rword', 'word', [2, 1, 2, 5]],
    ['UTF-16 code units', '😀 word', 'word', [1, 4, 1, 8]],
    ['a BOM as no column', '\uFEFFword', 'word', [1, 1, 1, 5]],
    ['a BOM for the first line only', '\uFEFFa\nword', 'word', [2, 1, 2, 5]],
    ['several lines', 'a\nwo\nrd', 'wo\nrd', [2, 1, 3, 3]],
    ['the end of the text', 'a\n', '', [2, 1, 2, 1]],
  ] as const) {
    it(`counts ${what}`, () => {
      const start = word === '' ? text.length : text.indexOf(word);
      const { line, column, endLine, endColumn } = placesIn(text)({ start, end: start + word.length });
      assert.deepEqual([line, column, endLine, endColumn], place);
    });
  }
});
