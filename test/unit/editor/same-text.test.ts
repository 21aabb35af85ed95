import assert from 'node:assert/strict';
import { isSameText } from '../../../src/editor/shown/same-text.ts';

describe('the text of an open document', () => {
  for (const [name, file, document, expected] of [
    ['the same', 'a\nb', 'a\nb', true],
    ['with other line breaks', 'a\r\nb\rc\n', 'a\nb\nc\n', true],
    ['without the mark of the byte order', '\uFEFFa', 'a', true],
    ['of which more was typed', 'a\nb', 'a\nbc', false],
  ] as const) {
    it(`is${expected ? '' : ' not'} the file's: ${name}`, () => {
      assert.equal(isSameText(file, document), expected);
    });
  }
});
