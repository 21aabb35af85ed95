import fc from 'fast-check';
import {
  gap,
  join,
  mostly,
  name,
  number,
  oftenOf,
  operator,
  string,
  stringContent,
  words,
} from './pieces.ts';

/** What stands between `{{` and `}}`: mostly right, calls of `secret` more often than not. */
export const { expression } = fc.letrec<{
  expression: string;
  postfixed: string;
  call: string;
  arguments: string;
  named: string;
}>((tie) => {
  const inner = tie('expression');
  const list = (maxLength: number) => fc.array(inner, { maxLength, size: 'small' });
  return {
    expression: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 12, arbitrary: string },
      { weight: 4, arbitrary: name },
      { weight: 2, arbitrary: number },
      { weight: 20, arbitrary: tie('call') },
      { weight: 5, arbitrary: join(inner, gap, operator, gap, inner) },
      { weight: 3, arbitrary: join(inner, gap, operator, gap, inner, gap, operator, gap, inner) },
      { weight: 2, arbitrary: join(mostly('-', '+', 'not ', '- ', 'not', '!'), gap, inner) },
      // A choice, in brackets and bare.
      { weight: 2, arbitrary: join('(', inner, ' ? ', inner, ' : ', inner, ')') },
      {
        weight: 2,
        arbitrary: join(inner, gap, mostly('?', '?:'), gap, inner, gap, mostly(':', ''), gap, inner),
      },
      { weight: 2, arbitrary: join('(', gap, inner, gap, mostly(')', ']', '')) },
      { weight: 2, arbitrary: join('[', list(3).map(String), mostly(']', ',]', ')', '')) },
      {
        weight: 2,
        arbitrary: join('{', string, gap, mostly(':', '='), inner, mostly('', ',', ", 'b': x"), ' }'),
      },
      {
        weight: 3,
        arbitrary: join(
          ...[tie('postfixed'), gap, mostly('.', '. ', ' .', '..', '?.'), name],
          oftenOf(['', '', '()', "('a')"], ["(key='a')", '(']),
        ),
      },
      { weight: 2, arbitrary: join(tie('postfixed'), gap, '[', inner, mostly(']', '')) },
      {
        weight: 3,
        arbitrary: join(
          ...[inner, gap, '|', gap, mostly('upper', 'secret', 'my-x', 'jq', 'x.y', '1', "'a'"), gap],
          oftenOf(['', '(x)', "(secret('K'))", "('a', b='c')"], ['(', '(x']),
        ),
      },
      {
        weight: 2,
        arbitrary: join(
          ...[inner, fc.constantFrom(' is ', ' is not ', ' is not  ', ' is\n', ' is\tnot ')],
          oftenOf(['null', 'empty', 'defined', 'odd', 'x(3)'], ['divisible by(3)', 'x.y', "'a'", 'not']),
        ),
      },
      {
        weight: 2,
        arbitrary: join('"', stringContent, '#{', gap, inner, gap, mostly('}"', '}b"', '}', '"')),
      },
    ),
    postfixed: fc.oneof(
      { weight: 4, arbitrary: name },
      { weight: 4, arbitrary: tie('call') },
      { weight: 1, arbitrary: inner },
    ),
    call: join(
      mostly(
        'secret',
        ...words(
          'my-secret secrets x.secret SECRET foo_secret a~secret secretsecret 1secret secret.x -secret',
        ),
        ...['render', 'renderOnce', 'read', "'secret'", '(secret)', 'x. secret', 'x .secret', 'x\n.\nsecret'],
      ),
      mostly('(', ' (', '\n(', '\u00a0(', '\u2028(', '( ', '', '(('),
      tie('arguments'),
      mostly(')', ' )', '\n)', ',)', ', )', '))', ']', '}', '', ')(x)', ').x', ")['x']"),
    ),
    arguments: fc
      .tuple(
        list(3),
        fc.array(tie('named'), { maxLength: 3, size: 'small' }),
        fc.oneof({ weight: 25, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.tuple(inner) }),
        mostly(', ', ',', ' ,', ',,', ' ', '\n, '),
      )
      .map(([first, then, late, between]) => [...first, ...then, ...late].join(between)),
    named: join(
      oftenOf(words('key namespace subkey full'), [
        ...words("sub_key subKey Key KEY name null true is or 'key' secret 1 keys ke"),
        ...['key ', ' key', 'é'],
      ]),
      mostly('=', ' = ', '\n=', ':', '==', '=\u2009', ''),
      fc.oneof(
        { weight: 2, arbitrary: string },
        { weight: 1, arbitrary: inner },
        { weight: 1, arbitrary: fc.constantFrom(...words('true false null 1 x'), '') },
      ),
    ),
  };
});
