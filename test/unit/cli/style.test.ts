import assert from 'node:assert/strict';
import { createStyle, printable } from '../../../src/cli/formats/style.ts';

describe('command line: what reaches a terminal', () => {
  it('shows what could steer it instead of sending it', () => {
    assert.equal(printable('a\u001b[31mb\n\u202Ec\u0007'), 'a\\u{1b}[31mb\\u{a}\\u{202e}c\\u{7}');
    assert.equal(printable('naïve 名前 😀'), 'naïve 名前 😀');
  });

  it('colours only where asked to', () => {
    assert.equal(createStyle(false).bad('x'), 'x');
    assert.equal(createStyle(true).bad('x'), '\u001b[31mx\u001b[39m');
  });
});
