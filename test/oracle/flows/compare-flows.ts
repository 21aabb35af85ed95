import pLimit from 'p-limit';
import { placeOf } from '../../../src/flow/places/place-of.ts';
import type { Generation } from '../../../src/flow/places/types.ts';
import type { Engine } from '../engine.ts';
import { renderersOf } from '../places/ask-row.ts';
import { askedAtATime } from '../places/ask-rows.ts';
import { type AnyFlow, type Spot, anyFlow } from './any-flow.ts';
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

/** How many are drawn for one that is compared: not all are valid. */
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
  const inTurn = pLimit(askedAtATime);
  const drawn = await validFlows(engine, seed, count);
  const results = await Promise.all(drawn.map((each) => inTurn(() => judgeOne(engine, generation, each))));
  return {
    compared: results.length,
    rendered: results.filter(({ outcome }) => outcome === 'rendered').length,
    refused: results.filter(({ outcome }) => outcome === 'refused').length,
    differences: results.map(({ difference }) => difference).filter((each) => each !== null),
  };
}

/** A flow of chance, and where its call is to stand. */
interface Drawn {
  readonly name: string;
  readonly flow: AnyFlow;
  readonly spot: Spot;
}

/** The first `count` flows of the seed that Kestra would save without a call in them; fewer where they are rare. */
async function validFlows(engine: Engine, seed: number, count: number): Promise<readonly Drawn[]> {
  const schema = (await engine.schema()) as FlowSchema;
  const inTurn = pLimit(askedAtATime);
  const drawn = chances(seed, count * drawnForOne).map((chance, index): Drawn => {
    const flow = anyFlow(schema, `flow${index}`, chance);
    return { name: `${index}`, flow, spot: pickSpot(flow.spots, chance) };
  });
  const areValid = await Promise.all(
    drawn.map(({ flow, name }) =>
      inTurn(async () => {
        const plain = writeYaml(flow.flow);
        const { refused } = await engine.ask({ flow: plain, key: `PLAIN${name}`, run: false });
        return refused === null;
      }),
    ),
  );
  return drawn.filter((_, index) => areValid[index]).slice(0, count);
}

/**
 * Half of the time where Kestra's schema has an expression rendered: most places are not of that kind. Each map has a
 * name and a type: they are tried, and not most of the time.
 */
function pickSpot(spots: readonly Spot[], chance: Chance): Spot {
  const dynamic = spots.filter((spot) => spot.dynamic === true);
  if (dynamic.length > 0 && chance.once(2)) return chance.pick(dynamic);
  const others = spots.filter(({ path }) => !['id', 'type', 'namespace'].includes(String(path.at(-1))));
  return chance.pick(others.length === 0 || chance.once(10) ? spots : others);
}

interface Judged {
  readonly outcome: 'rendered' | 'refused' | 'saved';
  readonly difference: Difference | null;
}

async function judgeOne(
  { ask }: Engine,
  generation: Generation,
  { name, flow: drawn, spot }: Drawn,
): Promise<Judged> {
  const key = `FLOW${name}`;
  const flow = putCall(drawn, spot, key);
  const answer = await ask({ flow, key, wait, run: !notRun.test(flow) });
  const place = placeOf(placePathOf(drawn, spot), generation);
  const what = disagreementOn(place, answer, spot.dynamic);
  return {
    outcome: renderersOf(answer).length > 0 ? 'rendered' : answer.refused === null ? 'saved' : 'refused',
    difference: what === null ? null : { place: describeSpot(drawn, spot), what, flow },
  };
}
