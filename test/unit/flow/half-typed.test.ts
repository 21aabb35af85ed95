import assert from 'node:assert/strict';
import { meaningAt } from '../../../src/flow/cursor/index.ts';
import { readFlow } from '../../../src/flow/index.ts';
import { flowWith } from '../../fakes/flow-text.ts';
import { documentOf, readAll } from './marked.ts';

describe('a text that does not parse', () => {
  const cases: [string, string, readonly string[], string][] = [
    ['an unclosed string', "{{ secret('a", ["!secret('a"], "'"],
    ['an unclosed string before its bracket', "{{ secret('a) }}", ["!secret('a)"], "'"],
    [
      'an unclosed string before another call',
      "{{ secret('a }} {{ secret('b') }}",
      ["!secret('a", "!secret('b')"],
      "'",
    ],
    [
      'an unclosed string before another argument',
      "{{ secret('a, subkey='b') }}",
      ["!secret('a, subkey='b')"],
      "'",
    ],
    ['an unclosed string before an apostrophe', "{{ secret('a }} it's", ["!secret('a"], '('],
    ['an unclosed bracket', "{{ secret('a' }}", ["!secret('a'"], '('],
    ['an unclosed expression', "{{ secret('a') and {{ secret('b') }}", ["!secret('a')", "!secret('b')"], '}'],
    ['an expression closed by half', "{{ secret('a') }", ["!secret('a')"], '}'],
    ['a trailing comma', "{{ secret('a',) }}", ["!secret('a',)"], ')'],
    ['arguments in the wrong order', "{{ secret(key='a', 'b') }}", ["!secret(key='a', 'b')"], "'b'"],
    [
      'a mistake elsewhere',
      '{{ }} {{ secret(\'a\' ~ x, subkey="b") }}',
      ['!secret(\'a\' ~ x, subkey="b")'],
      '}}',
    ],
    ['a tag that is not ended', "{% if secret('a') %}x", ["!secret('a')"], 'if'],
    ['a tag that there is not', "{% include secret('a') %}", ["!secret('a')"], 'include'],
    [
      'no call',
      "{{ x.secret('a') }} {{ }} {# {{ secret('b') }} #}{% verbatim %}{{ secret('c') }}{% endverbatim %}",
      [],
      '}}',
    ],
    ['calls in one another', "{{ secret(secret('a' }}", ["!secret(secret('a'", "!secret('a'"], '('],
    ['an interpolation', '{{ "x #{secret(\'a\')} y" ~ }}', ["!secret('a')"], '}}'],
  ];
  for (const [what, expression, references, marked] of cases) {
    it(`yields what is meant, with ${what}`, () => {
      const text = flowWith(`a: |-\n  ${expression}`);
      assert.deepEqual(readAll(text), { references, problems: [`expression-syntax: ${marked}`] });
    });
  }

  it('keeps the names it can tell', () => {
    const keys = (expression: string) =>
      documentOf(readFlow(flowWith(`a: |-\n  ${expression}`))).references.map(
        ({ arguments: bound }) => bound.key?.value,
      );
    assert.deepEqual(keys("{{ secret('api }} {{ secret('a' ~ 'b' }} {{ secret('c' d }} {{ secret(x y) }}"), [
      { kind: 'constant', value: 'api' },
      { kind: 'constant', value: 'ab' },
      { kind: 'constant', value: 'c' },
      { kind: 'dynamic' },
    ]);
  });

  it('is told once, and not at all without the word', () => {
    assert.deepEqual(readAll(flowWith("a: '{{ inputs. }}'\nb: '{{ a }} {{ secret( }} {{ }'")).problems, [
      'expression-syntax: (',
    ]);
  });
});

describe('a line that is left half typed', () => {
  const intact = 'b: "{{ secret(\'B\') }}"\nc:\n  - \'{{ secret("C") }}\'';
  const lines = [
    'a: "{{ secret(\'a',
    'a: \'{{ secret("a',
    "a: {{ secret('a",
    "a: {{ secret('a') }}",
    'a: {',
    'a: ["{{ secret(\'a',
    'a: {x: \'{{ secret("a',
    'a: "{{ secret("a") }}"',
    "a: '{{ secret('a') }}'",
    'a: ["{{ secret("a") }}"]',
    'a: ["{{ secret("',
    'a: ]',
    'a: }',
    'a: "x" y',
    "a: |\n  {{ secret('a",
    'a',
    'a: b: c',
    '- x',
    '? ',
    '@',
    '`',
    '&',
    '*',
    '!',
    '%',
    'a: &',
    'a: *',
    'a: !<',
    'a: |x',
    'a: >9\n x',
  ];
  for (const line of lines) {
    it(`leaves the lines after it alone: ${JSON.stringify(line)}`, () => {
      const { references } = readAll(flowWith(`${line}\n${intact}`));
      assert.deepEqual(
        references.filter((each) => /[BC]/.test(each)),
        ["secret('B')", 'secret("C")'],
      );
    });
  }
});

describe('any beginning of a flow', () => {
  const flow = flowWith(
    [
      "a: &x !!str '{{ secret(''A'', subkey=\"s\") }}' # no",
      'b: "{{ \\"#{secret(\'B\')}\\" }} \\u00e9 \\',
      "  {% if x is not null %}{{ secret(y ? 'C' : 'D') }}{% else %}{# c #}{% endif %}\"",
      'c: |2+',
      "    {% raw %}{{ secret('no') }}{% endraw %}{% verbatim %}{{ }}{% endverbatim %}",
      'd: >-\n  {{ render(\'{{ secret("E") }}\') }}\n\n  more',
      "e: [x, {y: \"{{ secret('F') }}\"}, *x, {{ secret('G') }}]",
      "f: {{ secret('H') }}\n<<: *x\n? [k]\n: \"{{ secret('I' ~ inputs.i, full=true) }}\"",
    ].join('\n'),
  );
  const text = `\ufeff# comment\n${flow}`;

  it('is read without a failure, and the cursor at its end too', function () {
    this.timeout(60_000);
    for (let end = 0; end <= text.length; end += 1) checkBeginning(text.slice(0, end));
    const windows = text.replaceAll('\n', '\r\n');
    for (let end = 0; end <= windows.length; end += 5) checkBeginning(windows.slice(0, end));
  });

  function checkBeginning(beginning: string): void {
    const file = readFlow(beginning);
    for (const { references, problems } of file.documents) {
      for (const { range } of [...references, ...problems]) {
        const inside = range.start >= 0 && range.start <= range.end && range.end <= beginning.length;
        assert.ok(inside, `a range outside of ${beginning}`);
      }
    }
    meaningAt(file, beginning.length);
  }

  it('is read with the cursor anywhere in the whole', () => {
    const file = readFlow(text);
    for (let offset = -1; offset <= text.length + 1; offset += 1) meaningAt(file, offset);
  });
});
