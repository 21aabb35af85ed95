import { anyHelmRelease } from './charts/any-helm-release.ts';
import { anyCommand } from './charts/any-release.ts';
import { compareCharts, startCharts } from './compare-charts.ts';
import { installGoJudge } from './install-go-judge.ts';
import { charts } from './judges.ts';

const kinds = { helm: anyCommand, flux: anyHelmRelease } as const;

/** Has `count` releases in a row rendered by Helm or Flux and read alike here. False where one is read otherwise. */
export async function runCharts(kind: keyof typeof kinds, count: number, seed: number): Promise<boolean> {
  const installed = await installGoJudge(charts, 600_000);
  if ('missing' in installed) {
    console.log(installed.missing);
    return false;
  }
  const judge = await startCharts(installed);
  console.log(`Comparing with ${charts.title}, from seed ${seed} on.`);
  const { agreed, refused, unknown, difference } = await compareCharts(judge, kinds[kind], seed, count);
  await judge.stop();
  console.log(
    `${agreed} releases in a row are read alike; ${refused} are refused, of ${unknown} something is not known here.`,
  );
  if (difference === null) return true;
  console.log(`Then this one is not: ${difference.what}`);
  for (const [path, text] of Object.entries(difference.drawn.files)) console.log(`--- ${path}\n${text}`);
  return false;
}
