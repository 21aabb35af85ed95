import type { FlowFile } from '../../flow/index.ts';
import { fixFull, fixSubkey, fixUnknownArgument } from './arguments.ts';
import { fixInputType } from './input-type.ts';
import { fixNames } from './nearest-name.ts';
import { fixQuotes } from './quotes.ts';
import { fixSpelling } from './spelling.ts';
import type { FlowFix, FlowFixes, FlowProblemToMend } from './types.ts';

/** Each kind of fix for a problem of a flow. */
const kinds: readonly FlowFixes[] = [
  fixNames,
  fixUnknownArgument,
  fixSubkey,
  fixFull,
  fixSpelling,
  fixQuotes,
  fixInputType,
];

/** What mends a problem of a flow, the best first; nothing where nobody can tell what is meant. */
export function flowFixesFor(problem: FlowProblemToMend, file: FlowFile): readonly FlowFix[] {
  return kinds.flatMap((fixes) => fixes(problem, file));
}
