import { compareKustomize, startKustomize } from './compare-kustomize.ts';
import { installGoJudge } from './install-go-judge.ts';
import { kustomize } from './judges.ts';

/** Has `count` folders in a row built by Kustomize and read alike here. False where one is read otherwise. */
export async function runKustomize(count: number, seed: number): Promise<boolean> {
  const installed = await installGoJudge(kustomize, 600_000);
  if ('missing' in installed) {
    console.log(installed.missing);
    return false;
  }
  const judge = await startKustomize(installed);
  console.log(`Comparing with ${kustomize.title}, from seed ${seed} on.`);
  const { agreed, refused, unknown, difference } = await compareKustomize(judge, seed, count);
  await judge.stop();
  console.log(
    `${agreed} folders in a row are read alike; ${refused} are refused, of ${unknown} something is not known here.`,
  );
  if (difference === null) return true;
  console.log(`Then this one is not: ${difference.what}`);
  for (const [path, text] of Object.entries(difference.drawn)) console.log(`--- ${path}\n${text}`);
  return false;
}
