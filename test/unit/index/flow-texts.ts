import { summaryOf, type IndexedFile } from '../../../src/index/index.ts';
import { doAtOnce } from '../../../src/flow/index.ts';

/** A flow with one task a value. */
export function flowWith(...values: readonly string[]): string {
  const tasks = values.map((value, index) => `  - id: t${index}\n    type: io.x.T\n    message: ${value}\n`);
  return `id: a\nnamespace: b.c\ntasks:\n${tasks.join('')}`;
}

export function summaryAtOnce(text: string): IndexedFile | null {
  return doAtOnce(summaryOf(text));
}
