import { flowFileOf, keepSyntax, readCallsAlone, readFlow, wholeYamlOf } from './read-flow.ts';
import type { FlowFile } from './types.ts';

export { isSilentFlow, mayTellAnything } from './silent-flow.ts';

/**
 * What `readFlow` answers, of a text that is read once and not edited: where it is simple YAML and not long, all of it at once,
 * which takes half the memory.
 */
export function readFlowOnce(text: string): FlowFile {
  const simple = readCallsAlone(text);
  if (simple !== null && text.length <= longestAtOnce) return flowFileOf(simple);
  const file = readFlow(text);
  if (simple !== null) keepSyntax(file, simple);
  else wholeYamlOf(file);
  return file;
}

/** The calls of a longer text, in characters, are read when they are asked for, a stretch at a time. */
const longestAtOnce = 64_000;
