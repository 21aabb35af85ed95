import assert from 'node:assert/strict';
import { cursorAt } from '../../../src/flow/cursor/index.ts';
import { readFlow } from '../../../src/flow/index.ts';
import { cursorIn } from '../../fakes/cursor.ts';
import { flowWith } from '../../fakes/flow-text.ts';
import { documentOf, slice } from './marked.ts';

/** Keys with a call, in each way in which YAML writes them; the cursor stands in the secret's name. */
const keys = [
  `"{{ secret('A|B') }}": v`,
  `'{{ secret("A|B") }}': v`,
  `'{{ secret(''A|B'') }}': v`,
  `X-{{ secret('A|B') }}: v`,
  `? "{{ secret('A|B') }}"\n  : v`,
  `? X-{{ secret('A|B') }}\n  : v`,
  `? >-\n    {{ secret('A|B') }}\n  : v`,
];

describe('a key of a map', () => {
  for (const key of keys) {
    it(`is read like a value: ${key.replaceAll('\n', '⏎')}`, () => {
      const { text, offset } = cursorIn(flowWith(`headers:\n  ${key}`));
      const file = readFlow(text);
      const [reference, ...others] = documentOf(file).references;
      assert.equal(others.length, 0);
      assert.ok(reference?.path.isKey);
      assert.match(slice(text, reference.range), /^secret\(.*\)$/);
      assert.equal(slice(text, reference.arguments.key?.content ?? reference.range), 'AB');
      const context = cursorAt(file, offset);
      assert.ok(context.kind === 'string', context.kind);
      assert.equal(slice(text, context.insert), 'A');
      assert.equal(slice(text, context.replace), 'AB');
    });
  }

  it('is read in a map in braces, and where a value stands beside it', () => {
    const text = flowWith(`headers: { "{{ secret('A') }}": "{{ secret('B') }}", "{{ secret('C') }}" }`);
    const { references } = documentOf(readFlow(text));
    assert.deepEqual(
      references.map(({ path, range }) => `${path.isKey} ${slice(text, range)}`),
      ["true secret('A')", "false secret('B')", "true secret('C')"],
    );
  });

  it('is none where Kestra takes keys as they are written', () => {
    for (const line of [`variables:\n  "{{ secret('K|') }}": v`, `labels:\n  "{{ secret('K|') }}": v`]) {
      const { text, offset } = cursorIn(`id: a\nnamespace: b\n${line}\ntasks: []\n`);
      const file = readFlow(text);
      assert.deepEqual(documentOf(file).references, []);
      assert.equal(documentOf(file).withoutMeaning.length, 1);
      assert.equal(cursorAt(file, offset).kind, 'none');
    }
  });
});
