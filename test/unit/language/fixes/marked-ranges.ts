import type { TextRange } from '../../../../src/ports/text.ts';

/** A text without its « and », and where in it what stood between them stands. */
export function markedRanges(marked: string): {
  readonly text: string;
  readonly ranges: readonly TextRange[];
} {
  const ranges = [...marked.matchAll(/«([^»]*)»/g)].map(({ index, 1: inner = '' }, number) => {
    const start = index - 2 * number;
    return { start, end: start + inner.length };
  });
  return { text: marked.replace(/[«»]/g, ''), ranges };
}
