import fc from 'fast-check';
import { expression } from './expressions.ts';
import { join, mostly, name, oftenOf, space, words } from './pieces.ts';

const openPrint = mostly('{{ ', ...words('{{ ${{ \\{{ {{{ {{+ #{{ {{-'), '{{- ', '{{\n', '{{\u00a0', '{{-\t');
const closePrint = mostly(
  ' }}',
  ...words('}} -}} }}} }}}}'),
  ' -}}',
  '- }}',
  ' }',
  '',
  '\n}}',
  '\u2028}}',
  '\u00a0}}',
);
const openTag = mostly('{% ', '{%', '{%- ', '{%-', '{%\n', '{ %', '{%+ ', '{%\u2009');
const closeTag = mostly(' %}', '%}', ' -%}', '-%}', '}}', '', '\n%}', '\u2009%}');
const tag = (...inside: readonly (string | fc.Arbitrary<string>)[]) => join(openTag, ...inside, closeTag);

/** A tag's name, rarely in capitals. */
const tagName = (likely: string, ...others: readonly string[]) =>
  mostly(likely, ...others, likely.toUpperCase());

const plainText = oftenOf(
  [
    'text ',
    '\n',
    '}',
    '}}',
    '%}',
    '#}',
    '$',
    '\\',
    "secret('N')",
    "'",
    '"',
    '{"a": 1}',
    '{a}',
    '#',
    '-',
    '🔑',
  ],
  [...words('{ {# {{ {% {%% {{}}'), '{% %}', '{{ }}', '{ {'],
);

const comment = join(
  mostly('{#', '{#-', '{# '),
  fc.oneof(plainText, expression),
  mostly('#}', '-#}', ' #}', '', '}'),
);

/** Texts in which most of the tags are ended, by their own end. */
export const { body } = fc.letrec<{ body: string; piece: string; tags: string }>((tie) => {
  const inner = tie('body');
  return {
    body: fc
      .array(tie('piece'), { minLength: 1, maxLength: 3, size: 'small' })
      .map((pieces) => pieces.join('')),
    piece: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 2, arbitrary: plainText },
      { weight: 10, arbitrary: join(openPrint, expression, closePrint) },
      { weight: 1, arbitrary: comment },
      { weight: 5, arbitrary: tie('tags') },
    ),
    tags: fc.oneof(
      join(tag(tagName('verbatim', 'verbatim x')), inner, tag(tagName('endverbatim', 'endraw', 'verbatim'))),
      join(tag(tagName('raw', '-raw', 'raw -', 'raw x')), inner, tag(tagName('endraw', '- endraw', 'raw'))),
      tag(tagName('set'), space, name, mostly('=', ' = ', ' '), expression),
      join(
        ...[tag(tagName('if'), space, expression), inner],
        ...[
          oftenOf(
            ['', '{% else %}', '{% elseif x %}'],
            ['{% elif x %}', '{% else x %}', '{% else %}{% else %}'],
          ),
          inner,
        ],
        tag(tagName('endif', 'end', 'endfor', 'endif x')),
      ),
      join(
        ...[tag(tagName('for'), space, name, mostly(' in ', ' isIn ', ' '), expression), inner],
        ...[mostly('', '{% else %}'), tag(tagName('endfor', 'end', 'endif'))],
      ),
      join(
        ...[
          openTag,
          tagName('macro'),
          space,
          fc.constantFrom(...words('m secret n flow x')),
          mostly('(', ' ('),
        ],
        oftenOf(
          ['', 'a', 'flow', 'a, b', "a='b'", "a=secret('K')", 'a, flow=x'],
          ['a,', 'a b', "'a'", '1', 'a=', ','],
        ),
        ...[mostly(')', ''), closeTag, inner, tag(tagName('endmacro', 'endmacro m'))],
        oftenOf(['', "{{ m('A') }}", '{{ m(flow) }}', "{{ m(flow=secret('K')) }}"], ["{{ m(a='A', 'B') }}"]),
      ),
      join(
        tag(
          ...[
            tagName('filter'),
            space,
            fc.constantFrom('upper', 'default(x)', 'upper | lower', "x(secret('F'))"),
          ],
          mostly('', ' | ', ' x'),
        ),
        ...[inner, tag(tagName('endfilter', 'end', 'endfilter x'))],
      ),
      join(
        ...[tag(tagName('block'), space, mostly('b', ...words(`'b' "b" 1 "#{b}" secret`))), inner],
        tag(tagName('endblock', ...['endblock b', "endblock 'c'", 'endblock 1', "endblock 'b'"])),
      ),
      tag(
        fc.constantFrom(
          ...words(
            "include import extends from autoescape cache parallel flush do with 'if' if For endif else",
          ),
          '',
        ),
        ...[space, expression],
      ),
    ),
  };
});
