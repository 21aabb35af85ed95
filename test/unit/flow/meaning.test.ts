import assert from 'node:assert/strict';
import { cursorAt, meaningAt } from '../../../src/flow/cursor/index.ts';
import { readFlow } from '../../../src/flow/index.ts';
import { cursorIn } from '../../fakes/cursor.ts';
import { flowWith } from '../../fakes/flow-text.ts';

/** The property as it was meant, and what the cursor is then inside of; the text alone where nothing is to be mended. */
function told(body: string): string {
  const { text, offset } = cursorIn(flowWith(body));
  const file = readFlow(text);
  const { context, edits, file: mended } = meaningAt(file, offset);
  if (edits.length === 0) {
    assert.equal(mended, file);
    assert.deepEqual(context, cursorAt(file, offset));
    return 'as it is';
  }
  const line = text.slice(0, offset).split('\n').length;
  let [copied, made] = [0, ''];
  for (const edit of edits) {
    assert.ok(copied <= edit.range.start, 'the edits are in the order of the text');
    assert.equal(text.slice(0, edit.range.start).split('\n').length, line, 'the edits are on one line');
    made += text.slice(copied, edit.range.start) + edit.text;
    copied = edit.range.end;
  }
  assert.equal(made + text.slice(copied), mended.text);
  return `${context.kind}: ${mended.text.split('\n')[line - 1]?.trim()}`;
}

const cases: readonly (readonly [body: string, told: string])[] = [
  // A string with the value's own quotes gets the other ones.
  [`a: '{{ secret('|')}}'`, `string: a: '{{ secret("")}}'`],
  [`a: '{{ secret('|)}}'`, `string: a: '{{ secret(")}}'`],
  [`a: '{{ secret('|'`, `string: a: '{{ secret("'`],
  [`a: '{{ secret('x|y') }}'`, `string: a: '{{ secret("xy") }}'`],
  [`a: "{{ secret("|")}}"`, `string: a: "{{ secret('')}}"`],
  [`a: 'x {{ secret('|')}} y'`, `string: a: 'x {{ secret("")}} y'`],
  [`a: ['x', '{{ secret('|')}}', 'y']`, `string: a: ['x', '{{ secret("")}}', 'y']`],
  [`a: ['{{ secret('|', 'y']`, `string: a: ['{{ secret("', 'y']`],
  [`a: '{{ secret('x', subkey='|')}}'`, `string: a: '{{ secret("x", subkey="")}}'`],
  [`a: '{{ secret('x', |)}}'`, `argument: a: '{{ secret("x", )}}'`],
  [`a: '{{ secret(''x'') }} {{ secret('|')}}'`, `string: a: '{{ secret(''x'') }} {{ secret("")}}'`],
  // Only a call that has them doubled goes on so.
  [`a: '{{ secret(''x'', subkey='|')}}'`, `string: a: '{{ secret(''x'', subkey='''')}}'`],
  [`a: "{{ secret(\\"x\\", subkey="|")}}"`, `string: a: "{{ secret(\\"x\\", subkey=\\"\\")}}"`],
  [`a: '{{ secret(''|'')}}'`, 'as it is'],
  [`a: '{{ secret(''|)}}'`, 'as it is'],
  // The value's closing quote.
  [`a: '{{ secret('|`, `string: a: '{{ secret("'`],
  [`a: "{{ secret('|`, `string: a: "{{ secret('"`],
  [`a: "{{ secret('|')}}`, `string: a: "{{ secret('')}}"`],
  [`a: ["{{ secret('|]`, `string: a: ["{{ secret('"]`],
  [`a: {b: "{{ secret('|')}}}`, `string: a: {b: "{{ secret('')}}"}`],
  [`a: "{{|`, `value: a: "{{"`],
  [`a: "{{ secret('| and more`, 'as it is'],
  [`a: "{{ secret('|\n  b"`, 'as it is'],
  // The quotes around a value that begins with an expression.
  [`a: {{ secret('|`, `string: a: "{{ secret('"`],
  [`a: {{ secret('|')}} x # y`, `string: a: "{{ secret('')}} x" # y`],
  [`a: {{ secret("|")}}`, `string: a: '{{ secret("")}}'`],
  [`a: {{ x ~ "y" ~ secret('|')}}`, `string: a: "{{ x ~ \\"y\\" ~ secret('')}}"`],
  [`a: [{{ secret('|]`, `string: a: [{{ secret(']`.replace('[{', '["{').replace("(']", '(\'"]')],
  [`a: {b: {{ secret('|')}}}`, `string: a: {b: "{{ secret('')}}"}`],
  [`a: {{ x ~ |}}`, `expression: a: "{{ x ~ }}"`],
  [`a: {{|}}`, 'as it is'],
  // Nothing is wrong, or it is another text.
  [`a: "{{ secret('|') }}"`, 'as it is'],
  [`a: '{{ secret("|") }}'`, 'as it is'],
  [`a: to {{ secret('|') }}`, 'as it is'],
  [`a: ¦\n  '{{ secret('|') }}'`, 'as it is'],
  [`a: 'x' # {{ secret('|')}}`, 'as it is'],
  [`a: '{{ '|'}}'`, 'as it is'],
  [`a: "{{ secret('x'"|`, 'as it is'],
  [`a: '{{ secret("x") '|`, 'as it is'],
  [`a: '{{ secret(x'|`, 'as it is'],
  [`a: 'secret('|')'`, `value: a: 'secret("")'`],
  [`a: 'get_secret('|')'`, 'as it is'],
];

describe('what is meant at the cursor', () => {
  for (const [body, wanted] of cases) {
    it(`at ${body.replaceAll('\n', '⏎')} is ${wanted}`, () => assert.equal(told(body), wanted));
  }
});
