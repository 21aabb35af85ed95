import assert from 'node:assert/strict';
import { cursorAt } from '../../../src/flow/cursor/index.ts';
import { readFlow } from '../../../src/flow/index.ts';
import type { CursorContext } from '../../../src/flow/types.ts';
import { cursorIn } from '../../fakes/cursor.ts';
import { flowWith } from '../../fakes/flow-text.ts';
import { slice } from './marked.ts';

function contextIn(marked: string): { text: string; context: CursorContext } {
  const { text, offset } = cursorIn(marked);
  const context = cursorAt(readFlow(text), offset);
  if (context.kind !== 'none') {
    assert.equal(context.insert.start, context.replace.start);
    assert.equal(context.insert.end, offset);
    assert.ok(context.replace.end >= offset);
    assert.doesNotMatch(slice(text, context.replace), /\n/);
  }
  return { text, context };
}

/** A context in one line: its kind, what stands before and after the cursor in its range, and for an argument its name. */
function told(marked: string): string {
  const { text, context } = contextIn(marked);
  if (context.kind === 'none') return 'none';
  const { insert, replace } = context;
  const range = `${slice(text, insert)}|${text.slice(insert.end, replace.end)}`;
  return 'argument' in context ? `${context.kind} ${context.argument} ${range}` : `${context.kind} ${range}`;
}

function check(cases: readonly (readonly [body: string, expected: string])[]): void {
  for (const [body, expected] of cases) {
    it(`${body.replaceAll('\n', '⏎')} is ${expected}`, () => assert.equal(told(flowWith(body)), expected));
  }
}

describe('the cursor at a value', () => {
  check([
    ['a: |', 'value |'],
    ['a:  |', 'value |'],
    ['a: | # comment', 'value |'],
    ['a:|', 'none'],
    ['a: # |', 'none'],
    ['a:\n  |', 'none'],
    ['a: |\nb: c', 'value |'],
    ['a: s|', 'none'],
    ['a: se|', 'value se|'],
    ['a: se|cr', 'value se|cr'],
    ['a: secret|', 'value secret|'],
    ['a: secrets|', 'none'],
    ['a: Se|', 'none'],
    ['a: x se|', 'value se|'],
    ['a: xse|', 'none'],
    ['a: {|', 'value {|'],
    ['a: {|}', 'value {|}'],
    ['a: {{|', 'value {{|'],
    ['a: {{|}}', 'value {{|}}'],
    ['a: {{ | }}', 'value {{ | }}'],
    ['a: {{ sec|ret }}', 'value {{ sec|ret }}'],
    ['a: x {{|}} y', 'value {{|}}'],
    ['a: x{{|}}', 'expression |'],
    ["a: '|'", 'none'],
    ["a: 'se|'", 'value se|'],
    ['a: "{|"', 'value {|'],
    ['a: "{|}"', 'value {|}'],
    ['a: "{{|}}"', 'value {{|}}'],
    ['a: "{{| }}"', 'value {{| }}'],
    ['a: "x {{|"', 'value {{|'],
    ['a: ¦\n  x\n  echo se|', 'value se|'],
    ['a: >-\n  x\n  {{|}}', 'value {{|}}'],
    ['a: >-\n  x\n  {{|\n  y', 'value {{|'],
    ['a: [|]', 'none'],
    ['a: [se|]', 'value se|'],
    ['a: {b: |}', 'value |'],
    ['a: {b: se|, c: d}', 'value se|'],
    ['a:\n  - |', 'value |'],
    ['a:\n  - se|', 'value se|'],
    ['a:\n  - - |', 'value |'],
    ['se|', 'none'],
    ['se|: a', 'none'],
    ['"se|": a', 'none'],
    ['# se|', 'none'],
    ['a: b # se|', 'none'],
    ['id: se|', 'none'],
    ['type: |', 'none'],
    ['description: se|', 'none'],
    ['description: ¦\n  {{ se|', 'none'],
    ['a: "x" |', 'none'],
    ['a: "x"|', 'none'],
    ['a: |"x"', 'none'],
  ]);

  it('is none where a task is due, at the root and in another file', () => {
    assert.equal(told('id: a\nnamespace: b\ntasks:\n  - |\n'), 'none');
    assert.equal(told('id: a\nnamespace: b\ntasks:\n  - se|\n'), 'none');
    assert.equal(told('id: a\nnamespace: se|\ntasks: []\n'), 'none');
    assert.equal(told('id: |\nnamespace: b\ntasks: []\n'), 'none');
    assert.equal(told('a: "{{ secret(\'|\') }}"\n'), 'none');
    assert.equal(told('a: |\n'), 'none');
    assert.equal(told('|'), 'none');
  });

  it('is told in the second document of a file too', () => {
    const marked = `a: b\n---\n${flowWith('a: se|')}`;
    assert.equal(told(marked), 'value se|');
    const { context } = contextIn(marked);
    assert.equal(context.kind === 'none' ? null : context.document, 1);
  });
});

describe('the cursor in an expression', () => {
  check([
    ['a: "{{ | }}"', 'expression |'],
    ['a: "{{ sec|ret }}"', 'expression sec|ret'],
    ['a: "{{sec|"', 'expression sec|'],
    ['a: "{{- sec| -}}"', 'expression sec|'],
    ['a: "{{ x ~ | }}"', 'expression |'],
    ['a: "{{ x ?? sec| }}"', 'expression sec|'],
    ['a: "{{ x ? y : sec| }}"', 'expression sec|'],
    ['a: "{{ f(sec|) }}"', 'expression sec|'],
    ['a: "{{ [sec|] }}"', 'expression sec|'],
    ['a: "{{ {\'a\': sec|} }}"', 'expression sec|'],
    ['a: "{% if sec| %}"', 'expression sec|'],
    ['a: "{% for x in sec| %}"', 'expression sec|'],
    ['a: "{% set x = sec| %}"', 'expression sec|'],
    ['a: "{% sec| %}"', 'none'],
    ['a: "{% set sec| %}"', 'none'],
    ['a: "{{ x ¦ sec| }}"', 'none'],
    ['a: "{{ x is sec| }}"', 'none'],
    ['a: "{{ x.sec| }}"', 'none'],
    ['a: "{{ x | }}"', 'none'],
    ['a: "{{ sec|(x) }}"', 'none'],
    ['a: "{{ 1| }}"', 'none'],
    ['a: "{{ \'sec|\' }}"', 'none'],
    ['a: "{{ \\"#{sec|}\\" }}"', 'expression sec|'],
    ['a: "{{ x }}|"', 'none'],
    ['a: "{{ x }|}"', 'none'],
    ['a: "{# sec| #}"', 'none'],
    ['a: "{# se|"', 'none'],
    ['a: "{% verbatim %}{{ sec| }}{% endverbatim %}"', 'none'],
    ['a: "{% raw %}{{ sec| }}{% endraw %}"', 'none'],
    ['a: "{% raw %}{% endraw %}{{ sec| }}"', 'expression sec|'],
    ['a: [{{ sec| }}]', 'value {{ sec| }}'],
    ['"{{ sec| }}": a', 'none'],
  ]);
});

describe('the cursor in a call', () => {
  check([
    ['a: "{{ secret(|) }}"', 'argument |'],
    ['a: "{{ secret(|"', 'argument |'],
    ['a: "{{ secret(ap|i) }}"', 'argument ap|i'],
    ['a: "{{ secret( | ) }}"', 'argument |'],
    ['a: "{{ secret(\'a\',|) }}"', 'argument |'],
    ['a: "{{ secret(\'a\', sub|) }}"', 'argument sub|'],
    ["a: \"{{ secret('a', sub|key='b') }}\"", 'none'],
    ['a: "{{ secret(\'a\'|) }}"', 'none'],
    ['a: "{{ secret(\'a\' |) }}"', 'none'],
    ['a: "{{ secret(\'a\', subkey=|) }}"', 'argument-value subkey |'],
    ['a: "{{ secret(\'a\', subkey = AP|"', 'argument-value subkey AP|'],
    ['a: "{{ secret(\'a\', other=|) }}"', 'none'],
    ['a: "{{ secret(x ~ |) }}"', 'expression |'],
    ['a: "{{ secret(\'|\') }}"', 'string key |'],
    ['a: \'{{ secret("a|b") }}\'', 'string key a|b'],
    ["a: '{{ secret(''a|b'') }}'", 'string key a|b'],
    ['a: "{{ secret(\\"a|b\\") }}"', 'string key a|b'],
    ['a: "{{ secret(\'a b|', 'string key a b|'],
    ['a: "{{ secret(\'a|) }}"', 'string key a|'],
    ['a: "{{ secret(\'|)}}"', 'string key |'],
    ["a: \"{{ secret('a|, subkey='b') }}\"", 'string key a|'],
    ['a: "{{ secret(\'a|"\nb: "{{ secret(\'c\') }}"', 'string key a|'],
    ["a: \"{{ secret('a', 'b|') }}\"", 'string namespace b|'],
    ["a: \"{{ secret('a', subkey='b|') }}\"", 'string subkey b|'],
    ['a: "{{ secret(subkey=\'b|', 'string subkey b|'],
    ['a: "{{ secret((\'b|\')) }}"', 'string key b|'],
    ['a: "{{ secret(f(\'b|\')) }}"', 'none'],
    ['a: "{{ secret([\'b|\']) }}"', 'none'],
    ['a: "{{ f(secret(\'b|\')) }}"', 'string key b|'],
    ['a: "{{ x.secret(\'b|\') }}"', 'none'],
    ['a: "{{ \\"#{secret(\'b|\')}\\" }}"', 'string key b|'],
    ["a: >-\n  {{ secret('a|\n  b", 'string key a|'],
    ["a: >-\n  {{ secret('a|\n  b') }}", 'string key a|'],
    ['a: "{{ secret("a|") }}"', 'none'],
  ]);

  it('knows what the call has, without what is typed just now', () => {
    const { context } = contextIn(flowWith('a: \'{{ secret("api", full=true, sub|, foo=1) }}\''));
    assert.ok(context.kind === 'argument');
    assert.deepEqual(context.call.named, ['full', 'foo']);
    assert.equal(context.call.positional, 1);
    assert.deepEqual(context.call.arguments.key?.value, { kind: 'constant', value: 'api' });
  });

  it('does not take the next line for an argument', () => {
    const { context } = contextIn(flowWith("a: ¦\n  {{ secret(|\n  echo 'x'"));
    assert.ok(context.kind === 'argument');
    assert.equal(context.call.positional, 0);
  });

  it('knows the string it is in', () => {
    const { context } = contextIn(flowWith("a: '{{ secret(\"a|) }}'"));
    assert.ok(context.kind === 'string');
    assert.equal(context.quote, '"');
    assert.equal(context.closed, false);
    assert.deepEqual(context.scalar, {
      style: 'single-quoted',
      inFlowCollection: false,
      startsValue: false,
      restOfLine: ') }}',
    });
  });
});

describe('the scalar around the cursor', () => {
  const cases: [string, object][] = [
    ['a: |', { style: 'plain', startsValue: true, restOfLine: '' }],
    ['a: x {{|}} y # z', { style: 'plain', startsValue: false, restOfLine: ' y' }],
    ["a: '{{|}} y' # z", { style: 'single-quoted', startsValue: true, restOfLine: ' y' }],
    [
      'a: [x, "{{|}} y"]',
      { style: 'double-quoted', inFlowCollection: true, startsValue: true, restOfLine: ' y' },
    ],
    ['a: ¦\n  {{|}} y\n  z', { style: 'literal', startsValue: true, restOfLine: ' y' }],
    ['a: >-\n  x {{|}} y\n  z', { style: 'folded', startsValue: false, restOfLine: ' y' }],
  ];
  for (const [body, expected] of cases) {
    it(`of ${body.replaceAll('\n', '⏎')} is told`, () => {
      const { context } = contextIn(flowWith(body));
      assert.ok(context.kind === 'value');
      assert.deepEqual(context.scalar, { inFlowCollection: false, ...expected });
    });
  }
});
