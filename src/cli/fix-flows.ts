import { doAtOnce, generationOf, type FlowFile } from '../flow/index.ts';
import { readFlowLines } from '../flow/read-lines.ts';
import { readFlowOnce } from '../flow/read-once.ts';
import { flowCommentsReader } from '../folder/comments.ts';
import { terraformFlowsIn } from '../folder/index.ts';
import { fixAllIn, fixTitle, type MendedProblem } from '../language/code-actions.ts';
import type { Rewriting } from '../workspace/index.ts';
import { asServed, type FlowToCheck } from './flows.ts';
import type { Session } from './session.ts';

/** Flows after what is beyond doubt was mended in their files. */
export interface FixedFlows {
  /** All of them, as they are now. */
  readonly flows: readonly FlowToCheck[];
  /** A line for each problem that was mended. */
  readonly changes: readonly string[];
  /** A line for each file that could not be written, and is as it was. */
  readonly notChanged: readonly string[];
}

/** Mends what is told of flows in their files, as far as it is beyond doubt. Rejects when cancelled; files before that are written. */
export async function fixFlows(
  session: Session,
  flows: readonly FlowToCheck[],
  signal: AbortSignal,
): Promise<FixedFlows> {
  const generation = generationOf(session.configuration.kestraVersion ?? null);
  const flowComments = await flowCommentsReader();
  const { severities } = session;
  const fixed: FlowToCheck[] = [];
  const changes: string[] = [];
  const notChanged: string[] = [];
  for (const checked of flows) {
    signal.throwIfAborted();
    const { file, flow } = checked;
    const commentsIn = (written: string) => flowComments(file, written);
    const { text, mended } = doAtOnce(fixAllIn(flow, { generation, code: null, severities, commentsIn }));
    const done =
      mended.length === 0 ? null : await session.files.rewrite(file, flow.source ?? flow.text, text, signal);
    if (done === 'written') {
      for (const problem of mended) changes.push(changeWords(file, problem));
    } else if (done !== null) notChanged.push(`${file} was not changed, because it ${reasonWords[done]}.`);
    fixed.push(done === 'written' ? { file, flow: asServed(await readAgain(flow, text), session) } : checked);
  }
  return { flows: fixed, changes, notChanged };
}

async function readAgain({ lines }: FlowFile, text: string): Promise<FlowFile> {
  return lines === undefined ? readFlowOnce(text) : readFlowLines(text, await terraformFlowsIn(text));
}

function changeWords(file: string, { code, line, fix }: MendedProblem): string {
  return `Fixed ${file} line ${String(line)} (${code}): ${fixTitle(fix)}.`;
}

const reasonWords: Readonly<Record<Exclude<Rewriting, 'written'>, string>> = {
  changed: 'holds another text than the one that was read',
  outside: 'lies outside the folder',
  unwritable: 'cannot be written',
};
