import assert from 'node:assert/strict';
import { cursorAt } from '../../../src/flow/cursor/index.ts';
import { readValues } from '../../../src/flow/index.ts';
import type { ValueSpan } from '../../../src/flow/read-values.ts';

const text = `x: "{{ secret('A') }}"\ny: |\n  {{ secret('B') }}\nz: secret('C')\n`;

function spanOf(written: string, style: ValueSpan['style']): ValueSpan {
  const start = text.indexOf(written);
  const block = style === 'literal' ? { header: '|', contentStart: text.indexOf('\n', start) + 1 } : null;
  return { style, start, end: start + written.length, block, inFlowCollection: false };
}

const file = readValues(text, [
  spanOf(`"{{ secret('A') }}"`, 'double-quoted'),
  spanOf(`|\n  {{ secret('B') }}\n`, 'literal'),
  spanOf(`secret('C')`, 'plain'),
]);

describe('single values of a text', () => {
  it('ask for what is in them, with places of the text', () => {
    const [document, ...others] = file.documents;
    assert.equal(others.length, 0);
    assert.deepEqual(
      document?.references.map(({ range }) => text.slice(range.start, range.end)),
      [`secret('A')`, `secret('B')`],
    );
    assert.deepEqual(document.namespace, { kind: 'dynamic' });
    assert.deepEqual(
      document.problems.map(({ code, range }) => [code, text.slice(range.start, range.end)]),
      [['secret-without-braces', `secret('C')`]],
    );
  });

  it('tell what the cursor is inside of, and nothing between them', () => {
    const kindAt = (at: number) => cursorAt(file, at).kind;
    assert.equal(kindAt(text.indexOf("A'") + 1), 'string');
    assert.equal(kindAt(text.indexOf("B'")), 'string');
    assert.equal(kindAt(text.indexOf('secret(')), 'expression');
    assert.equal(kindAt(1), 'none');
    assert.equal(kindAt(text.indexOf('y:') + 1), 'none');
    assert.equal(kindAt(text.length), 'none');
  });
});
