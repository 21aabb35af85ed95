import { compareTexts } from './compare.ts';
import { installJudge } from './install-judge.ts';
import { startJudge } from './judge.ts';
import { renderer } from './judges.ts';

/** Has `until` texts in a row read by Kestra and here, and says so; false where one is read otherwise. */
export async function runTexts(until: number, seed: number): Promise<boolean> {
  const installed = await installJudge(renderer, 600_000);
  if ('missing' in installed) {
    console.log(installed.missing);
    return false;
  }
  const judge = await startJudge(installed);
  console.log(`Comparing with Kestra's own renderer, from seed ${seed} on.`);
  const { agreed, parsed, calling, difference } = await compareTexts(judge, seed, until, (count) => {
    if (count % 10_000 === 0) console.log(`${count} texts`);
  });
  await judge.stop();
  console.log(
    `${agreed} texts in a row are read alike; Kestra parses ${parsed} of them, ${calling} call secret().`,
  );
  if (difference === null) return true;
  console.log(`Then this one is not: ${JSON.stringify(difference.drawn)}\n${difference.what}`);
  return false;
}
