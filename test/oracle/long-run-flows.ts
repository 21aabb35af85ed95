import { compareFlows } from './flows/compare-flows.ts';
import { doWithEngines } from './with-engine.ts';

/**
 * Has the engines of both generations judge `count` flows each, with a call at a place of chance, and says where the
 * table of places has it otherwise. False where it has.
 */
export async function runFlows(count: number, seed: number): Promise<boolean> {
  return doWithEngines(async (engine, generation) => {
    const { compared, rendered, refused, differences } = await compareFlows(engine, generation, seed, count);
    console.log(
      `${compared} flows from seed ${seed}: ${rendered} calls were evaluated, ${refused} refused, ` +
        `${differences.length} differ from the table.`,
    );
    for (const { place, what, flow } of differences) console.log(`\n${place}: ${what}\n${flow}`);
    return differences.length === 0;
  });
}
