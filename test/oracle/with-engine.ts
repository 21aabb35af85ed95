import { type Generation, generations } from '../../src/flow/places/types.ts';
import { type Engine, startEngine } from './engine.ts';
import { installJudge } from './install-judge.ts';
import { engines } from './judges.ts';

/**
 * Does a piece of work with the engine of each generation, one after the other. False where one of them is not to be
 * had, which is said, or where the work returned false.
 */
export async function doWithEngines(
  work: (engine: Engine, generation: Generation) => Promise<boolean>,
): Promise<boolean> {
  let isWell = true;
  for (const generation of generations) {
    const judge = engines[generation];
    const installed = await installJudge(judge, 600_000);
    if ('missing' in installed) {
      console.log(installed.missing);
      isWell = false;
      continue;
    }
    const engine = await startEngine(installed);
    console.log(`Comparing with ${judge.title}.`);
    try {
      if (!(await work(engine, generation))) isWell = false;
    } finally {
      await engine.stop();
    }
  }
  return isWell;
}
