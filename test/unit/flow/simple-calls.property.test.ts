import assert from 'node:assert/strict';
import fc from 'fast-check';
import { lex } from '../../../src/flow/pebble/lexer.ts';
import { blotRawBlocks } from '../../../src/flow/pebble/raw-blocks.ts';
import { readSimpleCalls } from '../../../src/flow/pebble/simple-calls.ts';
import { readTemplate } from '../../../src/flow/pebble/templates.ts';

/** What reading a text word by word finds; of the name of an argument its place alone. */
function readWhole(text: string): unknown {
  const { calls: found, rendered, files } = readTemplate(lex(blotRawBlocks(text)));
  const calls = found.map((call) => ({
    ...call,
    named: call.named.map(({ nameSpan: { start, end }, ...rest }) => ({ ...rest, nameSpan: { start, end } })),
  }));
  return { calls, rendered, files };
}

const argument = fc.constantFrom("'KEY_1'", '"a/b.c-d"', "'F'", "'it''s'", '"#{x}"', "'\\\\n'", 'name', "''");
const more = fc.constantFrom(
  '',
  '',
  ", subkey='F'",
  ', namespace = "ns"',
  " ,subkey= 'F' ",
  ', full=true',
  ", 'ns'",
);
const call = fc.tuple(argument, more).map(([key, rest]) => `secret(${key}${rest})`);
const piece = fc.oneof(
  { weight: 3, arbitrary: call },
  fc.constantFrom(
    '{{ ',
    ' }}',
    '{{',
    '}}',
    ' ~ ',
    '~',
    '{{-',
    '-}}',
    '{%',
    '%}',
    '{#',
    '#}',
    '{',
    '}',
    'a',
    ' ',
    '\n',
  ),
  fc.array(call, { minLength: 1, maxLength: 3 }).map((calls) => `{{ ${calls.join(' ~ ')} }}`),
  fc.constantFrom('{% raw %}', '{% endraw %}', '{% verbatim %}', '{% endverbatim %}', '{{ inputs.x }}'),
);
const template = fc.array(piece, { minLength: 1, maxLength: 7 }).map((pieces) => pieces.join(''));

describe('calls that are read by their shape', () => {
  it('are those that reading the text word by word finds, with the same places', () => {
    let simple = 0;
    fc.assert(
      fc.property(template, (text) => {
        const found = readSimpleCalls(text);
        if (found === null) return;
        simple += 1;
        assert.deepEqual(found, readWhole(text), JSON.stringify(text));
      }),
      { numRuns: 10_000 },
    );
    assert.ok(simple > 500, `only ${String(simple)} were simple`);
  });

  it('are found in an expression of one call, with an argument by its name, and of several', () => {
    for (const text of [
      "{{ secret('A') }}",
      "{{secret( 'A' )}}",
      "{{ secret('A', subkey='F') ~ secret(\"B\") }} and {{ secret('C', namespace = 'ns') }}",
    ]) {
      assert.deepEqual(readSimpleCalls(text), readWhole(text));
    }
  });

  it('are left to the whole reading where anything else stands in braces', () => {
    for (const text of [
      "{{ secret('A') | upper }}",
      "{{- secret('A') }}",
      "{% if a %}{{ secret('A') }}{% endif %}",
    ]) {
      assert.equal(readSimpleCalls(text), null);
    }
  });
});
