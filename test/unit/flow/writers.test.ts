import fc from 'fast-check';
import assert from 'node:assert/strict';
import { cursorAt } from '../../../src/flow/cursor/index.ts';
import { readFlow, writeInScalar, writeString, writeWholeValue } from '../../../src/flow/index.ts';
import type { CursorContext, ScalarAtCursor } from '../../../src/flow/types.ts';
import { cursorIn } from '../../fakes/cursor.ts';
import { flowWith } from '../../fakes/flow-text.ts';
import { name } from './arbitrary-flows.ts';

describe('writeString', () => {
  const cases: [string, string | null, string | null][] = [
    ['api', 'api', 'api'],
    ["it's", "it\\'s", "it's"],
    ['a"b', 'a"b', 'a\\"b'],
    ['a\\b', 'a\\b', 'a\\b'],
    ['a\\', null, null],
    ['a\\\\', 'a\\\\', 'a\\\\'],
    ["a\\'b", null, "a\\'b"],
    ['#', '#', '#'],
    ['a#"', 'a#"', null],
    ['#{x}', '#{x}', null],
    ['}} {{', '}} {{', '}} {{'],
    ['{% raw %}{% endraw %}', null, null],
    ['a\nb', null, null],
    ['\u0000', null, null],
    ['\u2028', null, null],
    ['\ufeff', null, null],
    ['\ud83d', null, null],
    ['🔑', '🔑', '🔑'],
    ['', '', ''],
  ];
  for (const [value, single, double] of cases) {
    it(`writes ${JSON.stringify(value)} so that it is read back, or not at all`, () => {
      assert.equal(writeString(value, "'"), single);
      assert.equal(writeString(value, '"'), double);
    });
  }
});

describe('writeWholeValue', () => {
  it('chooses the quotes that need fewer escapes', () => {
    assert.equal(writeWholeValue("{{ secret('a') }}"), '"{{ secret(\'a\') }}"');
    assert.equal(writeWholeValue('{{ secret("a") }}'), '\'{{ secret("a") }}\'');
    assert.equal(writeWholeValue(`{{ secret('a"b') }}`), '"{{ secret(\'a\\"b\') }}"');
  });
});

describe('writeInScalar', () => {
  it('writes nothing that a plain scalar cannot hold', () => {
    const plain = { style: 'plain', inFlowCollection: false } as const;
    assert.equal(writeInScalar("{{ x ? 'a' : 'b' }}", plain), null);
    assert.equal(writeInScalar('a:', plain), null);
    assert.equal(writeInScalar('a # b', plain), null);
    assert.equal(writeInScalar("{{ secret('a') }}", plain), "{{ secret('a') }}");
    assert.equal(writeInScalar("{{ secret('a') }}", { ...plain, inFlowCollection: true }), null);
  });
});

/** Every place where something can be accepted, `|` at the cursor; what stands there is valid YAML once it is. */
const places = [
  'a: |',
  'a: | # comment',
  'a: se|',
  'a: {|}',
  'a: {{|}}',
  'a: {{ sec| }}',
  'a: x se|',
  'a: x {{|}} y',
  "a: 'x {{|}}'",
  "a: '{|}'",
  'a: "se|"',
  'a: "{{|}} y"',
  'a: ¦\n  x se|\n  y',
  'a: >-\n  {{|}} x\n  y',
  'a:\n  - |',
  'a:\n  - {{|}}',
  'a: [se|, x]',
  'a: [x, "{{|}}"]',
  'a: {b: se|}',
  "a: '{{ sec| }}'",
  'a: "{{ x ~ sec| }}"',
  'a: ¦-\n  {{ sec| }}',
  'a: >-\n  {{ sec|\n  }}',
  "a: '{{ secret(|) }}'",
  'a: "{{ secret(|) }}"',
  'a: ¦-\n  {{ secret(|) }}',
  'a: "{{ secret(key=|) }}"',
  "a: '{{ secret(''|'') }}'",
  'a: \'{{ secret("x|y") }}\'',
  'a: "{{ secret(\'x|\') }}"',
  'a: "{{ secret(\\"|\\") }}"',
  'a: >-\n  x\n  {{ secret("|") }}',
  'a: [x, "{{ secret(\'|\') }}"]',
];

/** The quotes that need no escape in a scalar of this style. */
function pebbleQuoteIn({ style }: ScalarAtCursor): "'" | '"' {
  return style === 'single-quoted' ? '"' : "'";
}

/** The text of an item for a name at such a place; null where it cannot be written there. */
function itemFor(context: Exclude<CursorContext, { kind: 'none' }>, secret: string): string | null {
  const { scalar } = context;
  const quote = context.kind === 'string' ? context.quote : pebbleQuoteIn(scalar);
  const content = writeString(secret, quote);
  if (content === null) return null;
  const call = `secret(${quote}${content}${quote})`;
  switch (context.kind) {
    case 'value': {
      const template = `{{ ${call} }}`;
      const isNew = scalar.style === 'plain' && scalar.startsValue;
      return isNew ? writeWholeValue(template) : writeInScalar(template, scalar);
    }
    case 'expression':
      return writeInScalar(call, scalar);
    case 'argument':
    case 'argument-value':
      return writeInScalar(`${quote}${content}${quote}`, scalar);
    case 'string':
      return writeInScalar(content, scalar);
  }
}

describe('a name that is accepted', function () {
  this.timeout(60_000);

  for (const body of places) {
    it(`leaves a flow that asks for it at ${body.replaceAll('\n', '⏎')}`, () => {
      const { text, offset } = cursorIn(flowWith(body));
      const context = cursorAt(readFlow(text), offset);
      assert.ok(context.kind !== 'none');
      const { replace } = context;
      fc.assert(
        fc.property(fc.oneof(name, fc.constant('api')), (secret) => {
          const item = itemFor(context, secret);
          if (item === null) return;
          const accepted = `${text.slice(0, replace.start)}${item}${text.slice(replace.end)}`;
          const { references, problems } = readFlow(accepted).documents[0] ?? assert.fail('no document');
          assert.deepEqual(problems, []);
          assert.deepEqual(
            references.map(({ foundAs, arguments: bound }) => [foundAs, bound.key?.value]),
            [['call', { kind: 'constant', value: secret }]],
          );
        }),
        { numRuns: 60 },
      );
      const ordinary = itemFor(context, 'api');
      assert.equal(
        ordinary === null,
        context.scalar.inFlowCollection && context.scalar.style === 'plain' && !context.scalar.startsValue,
      );
    });
  }
});
