import { startCompose } from './ask-compose.ts';
import { compareProjects } from './compare-projects.ts';
import { installGoJudge } from './install-go-judge.ts';
import { compose } from './judges.ts';

/** Has `count` compose projects in a row read alike by Compose and here. False where one is read otherwise. */
export async function runProjects(count: number, seed: number): Promise<boolean> {
  const installed = await installGoJudge(compose, 600_000);
  if ('missing' in installed) {
    console.log(installed.missing);
    return false;
  }
  const judge = await startCompose(installed);
  console.log(`Comparing with Compose's own loader, from seed ${seed} on.`);
  const { agreed, refused, difference } = await compareProjects(judge, seed, count);
  await judge.stop();
  console.log(`${agreed} projects in a row are read alike; Compose refuses ${refused} of them.`);
  if (difference === null) return true;
  console.log(`Then this one is not: ${difference.what}`);
  for (const [path, text] of Object.entries(difference.drawn)) console.log(`--- ${path}\n${text}`);
  return false;
}
