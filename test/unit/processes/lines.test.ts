import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { onLines } from '../../processes/lines.ts';

describe('the lines of a stream', () => {
  it('end at a line feed alone, wherever the stream is cut', async () => {
    const text = '{"a":"\u2028\u2029\u0085 \r"}\nü\n\nlast\n';
    const bytes = Buffer.from(text);
    for (let cut = 1; cut < bytes.length; cut += 1) {
      const lines: string[] = [];
      const stream = Readable.from([bytes.subarray(0, cut), bytes.subarray(cut)], { objectMode: false });
      onLines(stream, (line) => lines.push(line));
      await finished(stream);
      assert.deepEqual(lines, text.split('\n').slice(0, -1));
    }
  });
});
