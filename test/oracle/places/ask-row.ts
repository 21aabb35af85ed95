import type { Renderer } from '../../../src/flow/places/types.ts';
import type { Engine, FlowAnswer } from '../engine.ts';
import { outcomeOf } from './outcome.ts';
import type { Row, Seen } from './rows.ts';

/** What `ask` is to find out; what a missing secret does takes a second run. */
export type Depth = 'rendered' | 'missing too';

/** Longest time in which a trigger of a row starts its flow, in seconds: they are to start every second. */
const triggerWait = 15;

/** Runs the flow of a row; `name` is one that no other flow has at this time. */
export async function askRow(
  { ask }: Engine,
  { flow, byTrigger }: Row,
  name: string,
  depth: Depth,
): Promise<Seen> {
  const startsItself = byTrigger === true;
  const askWith = (key: string, id: string) =>
    ask({ ...writeInto(flow, key, id), trigger: startsItself, wait: startsItself ? triggerWait : 60 });
  const existing = await askWith(`HERE${name}`, `here${name}`);
  if (existing.refused !== null) return { refused: true };
  const by = renderersOf(existing);
  const shows = existing.shows ?? [];
  if (by.length === 0 || depth === 'rendered') return { by, onMissing: null, shows };
  const missing = await askWith(`MISSING${name}`, `missing${name}`);
  return { by, onMissing: outcomeOf(missing, existing, startsItself), shows };
}

/** The parts of Kestra that looked the key up, in the order of their names. */
export function renderersOf({ lookUps }: FlowAnswer): readonly Renderer[] {
  return Object.keys(lookUps).sort() as Renderer[];
}

function writeInto(flow: string, key: string, id: string) {
  return { flow: flow.replaceAll('KEY', key).replace(/^id: judged$/m, `id: ${id}`), key };
}
