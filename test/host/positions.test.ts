import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { rangesIn } from '../../src/editor/language/positions.ts';

describe('ranges in a file that is not open', () => {
  for (const [what, text] of [
    ['line feeds', 'a: 1\nbc: 2\n\nd: 🔑\n'],
    ['carriage returns', 'a: 1\r\nbc: 2\r\n\r\nd: 🔑'],
    ['no text', ''],
  ] as const) {
    it(`are those of the open document, with ${what}`, async () => {
      const document = await vscode.workspace.openTextDocument({ content: text });
      const rangeOf = rangesIn(text);
      for (let start = 0; start <= text.length; start += 1) {
        // No offset between the two parts of a line's end is ever asked for.
        if (text[start - 1] === '\r') continue;
        const { start: found } = rangeOf({ start, end: text.length });
        assert.deepEqual(found, document.positionAt(start), `offset ${start}`);
      }
    });
  }

  it('leave out a byte order mark, which an open document has not', () => {
    const range = rangesIn('\uFEFFkey: x\nb: y')({ start: 6, end: 7 });
    assert.deepEqual(range, new vscode.Range(0, 5, 0, 6));
  });
});
