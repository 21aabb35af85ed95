import pLimit from 'p-limit';
import { placeOf } from '../../../src/flow/places/place-of.ts';
import type { Generation } from '../../../src/flow/places/types.ts';
import type { Engine } from '../engine.ts';
import { renderersOf } from '../places/ask-row.ts';
import { askedAtATime } from '../places/ask-rows.ts';
import { type AnyFlow, anyFlow } from './any-flow.ts';
import { type Chance, chances } from './chance.ts';
import { disagreementOn } from './disagreement.ts';
import { describeSpot, placePathOf, putCall, writeYaml } from './put-call.ts';
import type { FlowSchema } from './schema.ts';

export interface FlowComparison {
  /** How many valid flows were compared. */
  readonly compared: number;
  /** In how many of them Kestra evaluated the call, and how many it refused for it. */
  readonly rendered: number;
  readonly refused: number;
  readonly differences: readonly Difference[];
}

export interface Difference {
  /** The place, in words. */
  readonly place: string;
  readonly what: string;
  /** The flow's YAML. */
  readonly flow: string;
}

/** How many are drawn for one that is valid. */
const drawnForOne = 4;

/** Longest time of one execution, in seconds: a flow that waits for something says no more after it. */
const wait = 20;

/** What would delete flows, executions or files of the others, or wait for a person, is saved and not run. */
const notRun = /\.(?:Purge\w*|Delete\w*|Pause|LoopUntil|SseRequest)$/m;

/**
 * Has Kestra's engine judge `count` valid flows, each with one call at a place of chance, and compares what the table of
 * places says. The flows follow from `seed`.
 */
export async function compareFlows(
  engine: Engine,
  generation: Generation,
  seed: number,
  count: number,
): Promise<FlowComparison> {
  const schema = (await engine.schema()) as FlowSchema;
  const inTurn = pLimit(askedAtATime);
  const all = chances(seed, count * drawnForOne);
  let begun = 0;
  const judged = await Promise.all(
    all.map((chance, index) =>
      inTurn(async () => {
        if (begun >= count) return null;
        begun += 1;
        const result = await judgeOne(engine, generation, schema, `${index}`, chance);
        if (result === null) begun -= 1;
        return result;
      }),
    ),
  );
  const results = judged.filter((each) => each !== null);
  return {
    compared: results.length,
    rendered: results.filter(({ outcome }) => outcome === 'rendered').length,
    refused: results.filter(({ outcome }) => outcome === 'refused').length,
    differences: results.map(({ difference }) => difference).filter((each) => each !== null),
  };
}

interface Judged {
  readonly outcome: 'rendered' | 'refused' | 'saved';
  readonly difference: Difference | null;
}

/** Null where the flow without the call is not valid either. */
async function judgeOne(
  { ask }: Engine,
  generation: Generation,
  schema: FlowSchema,
  name: string,
  chance: Chance,
): Promise<Judged | null> {
  const drawn = anyFlow(schema, `flow${name}`, chance);
  const spot = chance.pick(drawn.spots);
  const key = `FLOW${name}`;
  const flow = putCall(drawn, spot, key);
  const answer = await ask({ flow, key, wait, run: !notRun.test(flow) });
  if (answer.refused !== null && !(await isValid(ask, drawn, name))) return null;
  const place = placeOf(placePathOf(drawn, spot), generation);
  const what = disagreementOn(place, answer, spot.dynamic);
  return {
    outcome: renderersOf(answer).length > 0 ? 'rendered' : answer.refused === null ? 'saved' : 'refused',
    difference: what === null ? null : { place: describeSpot(drawn, spot), what, flow },
  };
}

async function isValid(ask: Engine['ask'], { flow }: AnyFlow, name: string): Promise<boolean> {
  const { refused } = await ask({ flow: writeYaml(flow), key: `PLAIN${name}`, run: false });
  return refused === null;
}
