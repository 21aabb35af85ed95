import assert from 'node:assert/strict';
import { createStyle } from '../../../src/cli/formats/style.ts';

describe('command line: what reaches a terminal', () => {
  it('colours only where asked to', () => {
    assert.equal(createStyle(false).bad('x'), 'x');
    assert.equal(createStyle(true).bad('x'), '\u001b[31mx\u001b[39m');
  });
});
