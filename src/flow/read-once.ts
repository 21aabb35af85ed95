import {
  flowFileOf,
  forgetSyntax,
  keepSyntax,
  readCallsAlone,
  readFlow,
  wholeYamlOf,
  yamlOf,
} from './read-flow.ts';
import { doAtOnce } from './stretches.ts';
import type { FlowFile } from './types.ts';
import { yamlProblemsIn } from './yaml-problems.ts';

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

/**
 * Reads the problems of a file's YAML, too, and lets go of that YAML, which takes as much memory as all else that is kept of
 * the file; whoever asks for it later has it read anew.
 */
export function letYamlGo(file: FlowFile): void {
  // The documents of others read it when they are asked.
  if (file.text.length > longestAtOnce || !yamlOf(file).isSimple) return;
  doAtOnce(yamlProblemsIn(file));
  forgetSyntax(file);
}

/** The calls of a longer text, in characters, are read when they are asked for, a stretch at a time. */
const longestAtOnce = 64_000;
