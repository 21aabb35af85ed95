import assert from 'node:assert/strict';
import { printable, printableJson, printableLine } from '../../../src/language/index.ts';

describe('what reaches a terminal or a log', () => {
  it('shows what could steer it instead of sending it', () => {
    assert.equal(printable('a\u001b[31mb\n\u202Ec\u0007'), 'a\\u{1b}[31mb\\u{a}\\u{202e}c\\u{7}');
    assert.equal(printable('a\u009b31m\u2028b\r'), 'a\\u{9b}31m\\u{2028}b\\u{d}');
    assert.equal(printable('naïve 名前 😀'), 'naïve 名前 😀');
  });

  it('is no command to a runner, wherever it stands in a line', () => {
    assert.equal(
      printable('x ##[add-mask]y ##VSO[task.x]z ## [a]'),
      'x \\u{23}#[add-mask]y \\u{23}#VSO[task.x]z ## [a]',
    );
    assert.equal(printableLine('::set-output name=a::b', false), '\\u{3a}:set-output name=a::b');
    assert.equal(printableLine('  ::error::b', false), '  \\u{3a}:error::b');
    assert.equal(printableLine('std::string', false), 'std::string');
  });

  it('has no colours but those that this program gives it', () => {
    assert.equal(printableLine('\u001b[31mx\u001b[39m\u001b[2J', true), '\u001b[31mx\u001b[39m\\u{1b}[2J');
    assert.equal(printableLine('\u001b[31mx\u001b[39m', false), '\\u{1b}[31mx\\u{1b}[39m');
  });

  it('stays the same JSON', () => {
    const value = { a: 'x\u001b\u009b\u2028\u202e\u{e0001}##[b]\n', b: ['::c'] };
    const json = printableJson(JSON.stringify(value, null, 2));
    assert.deepEqual(JSON.parse(json), value);
    assert.doesNotMatch(json, /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|##\[/u);
  });
});
