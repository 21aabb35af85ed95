import { flowFileOf, keepSyntax, readFlow } from './read-flow.ts';
import { wordsOfCalls } from './references.ts';
import type { FlowFile } from './types.ts';
import { readSimpleSyntax } from './yaml/simple-syntax.ts';

export { isSilentFlow, mayTellAnything } from './silent-flow.ts';

/**
 * What `readFlow` answers, of a text that is read once and not edited: where it is simple YAML, as most flows are, in a tenth of the
 * time.
 */
export function readFlowOnce(text: string): FlowFile {
  const simple = readSimpleSyntax(text, whereCallsMayBe(text));
  if (simple !== null && text.length <= longestAtOnce) return flowFileOf(simple);
  const file = readFlow(text);
  if (simple !== null) keepSyntax(file, simple);
  return file;
}

/** The calls of a longer text, in characters, are read when they are asked for, a stretch at a time. */
const longestAtOnce = 64_000;

/** Whether a stretch of a text may hold a call, or render a file, for stretches in the order of the text. */
function whereCallsMayBe(text: string): (start: number, end: number) => boolean {
  const words = wordsOfCalls(text).map((word) => ({ word, at: text.indexOf(word) }));
  return (start, end) =>
    words.some((each) => {
      while (each.at !== -1 && each.at < start) each.at = text.indexOf(each.word, each.at + 1);
      return each.at !== -1 && each.at < end;
    });
}
