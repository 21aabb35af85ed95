import assert from 'node:assert/strict';
import fc from 'fast-check';
import ignore from 'ignore';
import { readIgnoreRules } from '../../../src/workspace/ignore-rules.ts';

const plenty = () => ({ left: 1_000_000 });

/** As a walk asks: each folder on the way first. */
function isIgnored(text: string, path: string): boolean {
  const rules = readIgnoreRules(text, true);
  const names = path.split('/');
  return names.some((_, index) => {
    const way = names.slice(0, index + 1).join('/') + (index + 1 < names.length ? '/' : '');
    return rules.verdict(way, plenty()) === 'ignored';
  });
}

describe('the rules of a .gitignore', () => {
  const cases: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['*.log', ['a.log', 'x/a.log', 'A.LOG', '.log'], ['a.log.txt', 'log']],
    ['/build', ['build', 'build/a'], ['x/build']],
    ['build/', ['build/a', 'x/build/a'], ['build', 'x/build']],
    ['a/b', ['a/b', 'a/b/c'], ['x/a/b']],
    ['a/**', ['a/b', 'a/b/c'], ['a', 'x/a/b']],
    ['**/a', ['a', 'x/a', 'x/y/a'], ['ab']],
    ['a/**/b', ['a/b', 'a/x/b', 'a/x/y/b'], ['a/xb', 'b']],
    ['**', ['a', 'a/b'], []],
    ['a?c', ['abc'], ['ac', 'abbc']],
    ['[a-c]x', ['ax', 'cx'], ['dx', 'x']],
    ['[!a-c]x', ['dx'], ['ax']],
    ['[]-]x', [']x', '-x'], ['ax']],
    ['\\!a', ['!a'], ['a']],
    ['\\#a', ['#a'], ['a']],
    ['# a', [], ['# a', 'a']],
    ['a\\ ', ['a '], ['a']],
    ['a  ', ['a'], ['a  ']],
    ['*.x\n!keep.x', ['a.x'], ['keep.x']],
    ['[a', ['[a'], ['a']],
    ['', [], ['a']],
  ];
  for (const [text, ignored, kept] of cases) {
    it(`are those of git: ${JSON.stringify(text)}`, () => {
      for (const path of ignored) assert.equal(isIgnored(text, path), true, path);
      for (const path of kept) assert.equal(isIgnored(text, path), false, path);
    });
  }

  it('say the same as another reader of them', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'b', '.', '-'), minLength: 1, maxLength: 4 });
    const usable = name.filter((text) => !/^\.+$/.test(text));
    const part = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*', '?'), minLength: 1, maxLength: 5 });
    const line = fc
      .tuple(
        fc.constantFrom('', '!'),
        fc.constantFrom('', '/', '**/'),
        fc.array(fc.oneof(part, fc.constant('**')), { minLength: 1, maxLength: 3 }),
        fc.constantFrom('', '/', '/**'),
      )
      .map(([sign, start, parts, end]) => sign + start + parts.join('/') + end)
      // What stands for more than one thing at once is read in more than one way.
      .filter((text) => !/\*\*[^/]|[^/!]\*\*|\*\*\/\*\*/.test(text));
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 4 }),
        fc.array(usable, { minLength: 1, maxLength: 4 }),
        (lines, names) => {
          const text = lines.join('\n');
          const path = names.join('/');
          assert.equal(isIgnored(text, path), ignore().add(text).ignores(path));
        },
      ),
      { numRuns: 3000 },
    );
  });

  for (const [what, text] of [
    ['stars in a name', `${'*a'.repeat(60)}*b`],
    ['stars in a path', `${'**/a*/'.repeat(60)}b`],
    ['classes', `${'*[ab]'.repeat(60)}c`],
  ] as const) {
    it(`take no more steps than a pattern times a path has characters: ${what}`, () => {
      const path = `${`${'a'.repeat(200)}/`.repeat(20)}${'a'.repeat(200)}`;
      const steps = plenty();
      assert.equal(readIgnoreRules(text, true).verdict(path, steps), null);
      assert.ok(1_000_000 - steps.left < 2 * text.length * path.length, String(1_000_000 - steps.left));
    });
  }

  it('tell case apart where the files are told apart by it', () => {
    for (const [ignoresCase, expected] of [
      [true, 'ignored'],
      [false, null],
    ] as const) {
      assert.equal(readIgnoreRules('/Build/', ignoresCase).verdict('build/', plenty()), expected);
      assert.equal(readIgnoreRules('Build', ignoresCase).verdict('Build', plenty()), 'ignored');
    }
  });

  it('leave nothing out by a class of characters, which is not known here', () => {
    const rules = readIgnoreRules('*.[[:digit:]]\n', true);
    assert.equal(rules.verdict('a.1', { left: 1000 }), null);
    assert.equal(rules.verdict('a.d]', { left: 1000 }), null);
  });

  it('say nothing where no steps are left', () => {
    const steps = { left: 2 };
    assert.equal(readIgnoreRules('*b\n*a', true).verdict('aaaaa', steps), null);
    assert.ok(steps.left < 0);
  });
});
