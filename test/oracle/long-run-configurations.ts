import { compareConfigurations } from './configurations.ts';
import { installJudge } from './install-judge.ts';
import { micronaut } from './judges.ts';
import { startMicronaut } from './micronaut.ts';

/** Has `count` configurations of one value in a row read alike by Micronaut and here. False where one is not. */
export async function runConfigurations(count: number, seed: number): Promise<boolean> {
  const installed = await installJudge(micronaut, 600_000);
  if ('missing' in installed) {
    console.log(installed.missing);
    return false;
  }
  const judge = await startMicronaut(installed);
  console.log(`Comparing with ${micronaut.title}, from seed ${seed} on.`);
  const { agreed, set, difference } = await compareConfigurations(judge, seed, count);
  await judge.stop();
  console.log(`${agreed} configurations in a row are read alike; ${set} of them set the key.`);
  if (difference !== null) console.log(`Then this one is not: ${JSON.stringify(difference)}`);
  return difference === null;
}
