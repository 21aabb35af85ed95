import type { Readable } from 'node:stream';

/**
 * Calls `take` with each line of a stream of UTF-8, without its `\n`. A line ends there alone: Node's own reader of lines
 * ends one at U+2028 and U+2029 too, from Node 24 on, and JSON may hold those.
 */
export function onLines(stream: Readable, take: (line: string) => void): void {
  let begun = '';
  stream.setEncoding('utf8').on('data', (text: string) => {
    const lines = (begun + text).split('\n');
    begun = lines.pop() ?? '';
    lines.forEach(take);
  });
}
