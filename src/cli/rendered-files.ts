import { renderedFiles } from '../folder/elsewhere/index.ts';
import { flowsUnder, type FlowToCheck } from './flows.ts';
import type { Session } from './session.ts';
import type { HasChanged } from './since.ts';

/** Of what changed: the flows that did, and where they are looked for. */
interface ChangedFlows {
  readonly flows: readonly FlowToCheck[];
  readonly paths: readonly string[];
  readonly hasChanged: HasChanged;
}

/** The same files that changed themselves, whoever renders them, or that a flow renders which changed. */
export async function renderedSince(
  session: Session,
  { flows, paths, hasChanged }: ChangedFlows,
  signal: AbortSignal,
): Promise<readonly FlowToCheck[]> {
  const isOther = (file: string, text: string) => !hasChanged(file, text);
  const others = await flowsUnder(session, paths, isOther, signal);
  const ofChanged = new Set((await renderedFiles(session, flows, signal)).map(({ file }) => file));
  const all = await renderedFiles(session, [...flows, ...others.flows], signal);
  return all.filter(({ file, flow }) => ofChanged.has(file) || hasChanged(file, flow.text));
}
